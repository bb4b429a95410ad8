import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCatalogue } from '../../db/content/catalogue';
import type { Input, Output } from '../../shared/contract/index';
import type { EndpointName } from '../../shared/contract/routes';
import { type Answers, type Facts, result, walk } from '../../shared/rules/interview';
import { namesIn } from '../../shared/rules/interview-conditions';
import { inSections } from '../../shared/rules/household-sections';
import { itemCategories, windowCategories, workCategories } from '../../shared/rules/service-item';
import { anyAnswers, seeded } from '../support/answers';
import { startTestServer, type TestServer } from '../support/server';

type Item = Output<'items.read'>;

const facts: Facts = { today: '2026-11-23' };
const written = readCatalogue(['guancheng', 'songshanhu', 'humen']);
const paths = 4;

let server: TestServer;
let halls: string[];
let codes: Set<string>;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  halls = (await server.db<{ id: string }[]>`select id from hall`).map(({ id }) => id);
  codes = new Set((await must('items.search', {})).items.map(({ code }) => code));
});
afterAll(() => server?.stop());

test('the catalogue lists 80 window items, 71 of them household matters, and 35 work items in five groups', async () => {
  const { items } = await must('items.search', {});
  const count = (categories: readonly string[]) => items.filter(({ category }) => categories.includes(category)).length;
  expect(items).toHaveLength(115);
  expect(count(windowCategories)).toBe(80);
  expect(count(['household'])).toBe(71);
  expect(count(workCategories)).toBe(35);
  for (const category of itemCategories) expect([category, count([category])]).not.toEqual([category, 0]);
  expect(
    inSections(items.filter(({ category }) => category === 'household')).flatMap((part) => (part.section === 'other' ? [] : part.items)),
  ).toHaveLength(71);
  expect([...codes].sort()).toEqual(written.map(({ code }) => code).sort());
});

test.each(
  written.map(({ code, name, synonyms }) => [code, name, synonyms[0] ?? '']),
)('%s “%s” is found by its name and by “%s”, opens, and leads to a checklist whatever is answered', async (code, name, synonym) => {
  for (const query of [name, synonym]) {
    const { items } = await must('items.search', { query });
    expect(items.slice(0, 3).map((item) => item.code)).toContain(code);
  }
  const item = await must('items.read', { code });
  expect(item.name).toBe(name);
  expect(item.conditions.length).toBeGreaterThan(0);
  expect(halls).toEqual(expect.arrayContaining(item.halls));

  const random = seeded(code.length * 7919 + code.charCodeAt(code.length - 1));
  const tried = new Map<string, Answers>();
  let refused: Answers | null = null;
  for (let tries = 0; tries < 2000 && (tried.size < paths || (!refused && item.interview.refusals.length > 0)); tries++) {
    const answers = anyAnswers(item.interview, facts, random);
    if (tried.size < paths) tried.set(JSON.stringify(answers), answers);
    if (result(item.interview, answers, facts)?.outcome === 'refusal') refused ??= answers;
  }
  if (item.interview.refusals.length > 0) expect(refused).not.toBeNull();
  for (const answers of [...tried.values(), ...(refused ? [refused] : [])]) await isAnswered(item, answers);
});

/** The service freezes what the phone works out, and the list can be acted on. */
async function isAnswered(item: Item, answers: Answers): Promise<void> {
  const list = await must('checklists.create', { itemCode: item.code, itemVersion: item.version, answers: { ...answers } });
  const { content } = list;
  expect(content).toEqual(result(item.interview, answers, facts));
  expect(list.answers).toHaveLength(walk(item.interview, answers, facts).accepted.length);
  if (content.outcome === 'refusal') {
    for (const { text, instead, insteadItem, because } of content.refusals) {
      expect({ text, instead, because: because.length }).toEqual({ text: spoken, instead: spoken, because: expect.any(Number) });
      expect(because.length).toBeGreaterThan(0);
      if (insteadItem) expect(codes).toContain(insteadItem);
    }
    return;
  }
  expect(content.materials.length).toBeGreaterThan(0);
  const conditional = new Set(item.interview.materials.filter(({ when }) => namesIn(when).size > 0).map(({ id }) => id));
  for (const { id, name, source, sample, checkpoints, because } of content.materials) {
    expect({ id, name, source, sample, checkpoints }).toEqual({
      id,
      name: spoken,
      source: spoken,
      sample: expect.any(String),
      checkpoints: expect.any(Array),
    });
    expect(checkpoints.length).toBeGreaterThan(0);
    for (const point of checkpoints) expect(point).toEqual(spoken);
    if (conditional.has(id)) expect([id, because]).not.toEqual([id, []]);
    else expect([id, because]).toEqual([id, []]);
  }
  expect(content.halls.length).toBeGreaterThan(0);
  expect(halls).toEqual(expect.arrayContaining(content.halls));
  expect(content.totalFen).toBe(content.fees.reduce((sum, { amountFen }) => sum + amountFen, 0));
}

/** Words in Chinese. */
const spoken = expect.stringMatching(/\p{Script=Han}/u);

async function must<Name extends EndpointName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const answer = await server.call(name, input);
  if (answer.status !== 200) throw new Error(`${name} ${JSON.stringify(input)}: ${answer.status} ${answer.text}`);
  return answer.body;
}
