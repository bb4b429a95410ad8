import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { noticeLines } from '../../db/data-map/document';
import { dataMap } from '../../db/data-map/index';
import { type EndpointDefinition } from '../../shared/contract/endpoint';
import { endpoints } from '../../shared/contract/index';
import { type EndpointName, routes } from '../../shared/contract/routes';
import { type Agreed, type ConsentPurpose, consentPurposes, consentsFor, consentsInForce, consentWanted } from '../../shared/rules/consents';
import { guideConsentVersion } from '../../shared/rules/guide-session';
import { relativeConsentVersion } from '../../shared/rules/relatives';
import { realNameText } from '../../shared/text/pages/me';
import { guideConsentLines } from '../../shared/text/pages/guiding';
import { relativeConsentWords } from '../../shared/text/pages/relatives';
import { consentDocuments } from '../../shared/text/privacy/index';

const digest = (words: unknown) => createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);

/** Words as people have agreed to them. A line is added for a new version; none is ever changed. */
const published: Readonly<Record<string, string>> = {
  'notice 2026-11': '22b636bdc7c04ecb',
  'identity 2026-10': 'a1dfffc713b25ffd',
  'identity 2026-11': 'dadf065e71647e7b',
  'relative 2026-11': 'a99f9eb79582141c',
  'guide 2026-11': '6e831dac99f46a85',
};

const standing = (): Record<string, string> => ({
  ...Object.fromEntries(
    consentPurposes.flatMap((purpose) => consentDocuments[purpose].map((words) => [`${purpose} ${words.version}`, digest(words)])),
  ),
  [`relative ${relativeConsentVersion}`]: digest(relativeConsentWords),
  [`guide ${guideConsentVersion}`]: digest(guideConsentLines(0)),
});

describe('the words of consents', () => {
  test('are those that were published: other words are another version', () => {
    expect(standing()).toEqual(published);
  });

  test('a changed word of a published version is found', () => {
    const [first, ...more] = consentDocuments.notice;
    const changed = { ...first, ask: `${first?.ask}也同意别的。` };
    expect([digest(changed), more]).not.toEqual([published['notice 2026-11'], []]);
    expect(digest(changed)).not.toBe(digest(first));
  });

  test('in force are the last ones, and versions follow each other', () => {
    for (const purpose of consentPurposes) {
      const versions = consentDocuments[purpose].map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].sort());
      expect(versions.at(-1)).toBe(consentsInForce[purpose]);
    }
  });

  test('the notice names every purpose, sort of data and retention of the data map, and a new one asks for a new version', () => {
    const said = consentDocuments.notice.at(-1)?.parts.flatMap(({ lines }) => lines);
    expect(said).toEqual(expect.arrayContaining(noticeLines(dataMap)));
    const more = { ...dataMap, rating: { ...dataMap.rating, personal: { ...dataMap.rating?.personal, face: 'photo' } } };
    expect(said).not.toEqual(expect.arrayContaining(noticeLines(more as typeof dataMap)));
  });

  test('the line that is ticked beside the number is the one in force', () => {
    expect(consentDocuments.identity.at(-1)?.ask).toBe(realNameText.consent);
  });
});

/** Fields of what people without an office send, by what they hold. A new field is named here, or the test below is red. */
const sensitive: ReadonlySet<string> = new Set('idNumber idKind values'.split(' '));
const plain: ReadonlySet<string> = new Set(
  `about action admit agreed also anonymous answers appointmentId at body by capacity category channel checklistCode checklistCodes closes code
  consent count date device doing enterpriseId field file forVisitor from groupId guideSessionId hallCode hallId holdId hours id itemCode itemVersion
  kind leaderId legalRepresentative level licenceIssuedOn name need note opens optionsVersion page people personId phone photos purpose question
  reason reasons refreshToken refused relation relativeId seen seq slotId solved templates text title town unitId until urgent uscc uses value version
  wantedBy why words caseId address place point latitude longitude`.split(/\s+/),
);

function fieldsOf(schema: unknown): string[] {
  const names = new Set<string>();
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    if ('properties' in one && typeof one.properties === 'object' && one.properties !== null)
      for (const name of Object.keys(one.properties)) names.add(name);
    for (const part of Object.values(one)) walk(part);
  };
  walk(schema);
  return [...names];
}

/** What is wrong with the marks of the contract's writes by people: each in one line. */
function unmarked(definitions: Readonly<Record<string, EndpointDefinition>>): string[] {
  return Object.entries(definitions).flatMap(([name, definition]) => {
    if (routes[name as EndpointName].method !== 'POST' || definition.audience !== 'person') return [];
    const fields = fieldsOf(z.toJSONSchema(definition.input, { unrepresentable: 'any', io: 'input' }));
    const unknown = fields.filter((field) => !sensitive.has(field) && !plain.has(field)).map((field) => `${name}: say what ${field} holds`);
    const collects = fields.some((field) => sensitive.has(field));
    return [...unknown, ...(collects && definition.collects !== 'identity' ? [`${name} takes in what is sensitive without its consent`] : [])];
  });
}

describe('the contract', () => {
  test('marks every write that takes in what is sensitive, and knows every field', () => {
    expect(unmarked(endpoints)).toEqual([]);
  });

  test('a write that takes in a number without the mark, and a field that nobody has looked at, are found', () => {
    const { collects: _, ...bare } = endpoints['me.verifyRealName'];
    expect(unmarked({ 'me.verifyRealName': bare })).toEqual(['me.verifyRealName takes in what is sensitive without its consent']);
    const nosy = { ...endpoints['me.setPhone'], input: z.strictObject({ bloodGroup: z.string() }) };
    expect(unmarked({ 'me.setPhone': nosy })).toEqual(['me.setPhone: say what bloodGroup holds']);
  });
});

describe('what is wanted', () => {
  const all: Agreed = consentsInForce;
  const wanted = (agreed: Agreed, collects?: 'identity' | 'nothing', audience: EndpointDefinition['audience'] = 'person') =>
    consentWanted(consentsFor({ audience, collects }), agreed)?.purpose ?? null;

  test.each<[Agreed, 'identity' | 'nothing' | undefined, ConsentPurpose | null]>([
    [{}, undefined, 'notice'],
    [all, undefined, null],
    [{ notice: all.notice ?? '' }, 'identity', 'identity'],
    [{ identity: all.identity ?? '' }, 'identity', 'notice'],
    [{ ...all, notice: '2020-01' }, undefined, 'notice'],
    [{}, 'nothing', null],
  ])('of who has agreed to %j for %s is %s', (agreed, collects, purpose) => {
    expect(wanted(agreed, collects)).toBe(purpose);
  });

  test('staff, who work on the ground of their duties, and whoever has no account are never asked', () => {
    expect(wanted({}, undefined, ['officer'])).toBeNull();
    expect(wanted({}, undefined, 'anyone')).toBeNull();
    expect(wanted({}, undefined, 'machine')).toBeNull();
  });

  test('a rule that takes any version for the one in force would be found', () => {
    const lax = (needed: readonly ConsentPurpose[], agreed: Agreed) => needed.find((one) => !agreed[one]) ?? null;
    const old = { ...all, notice: '2020-01' };
    expect(lax(['notice'], old)).toBeNull();
    expect(consentWanted(['notice'], old)?.purpose).toBe('notice');
  });
});
