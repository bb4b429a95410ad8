import { randomUUID } from 'node:crypto';
import { exchangeSender } from '../../../functions/ports/hotline-protocol';
import { signatureHeaders } from '../../../functions/ports/signature';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { endpoints } from '../../../shared/contract/index';
import { type EndpointName, mediaOf, pathParameters, routes, takenBy } from '../../../shared/contract/routes';
import { kinds } from '../access/objects';
import { people, rolesOf, type Who } from '../access/people';
import type { Row, Take } from '../access/row';
import type { Scene } from '../access/scene';
import { rows } from '../access/table';
import { hostileTexts, hostileValues } from './hostile';
import { broken } from './broken';
import { mutated, type Random, type Schema, aValue } from './values';

/** Why a request must be refused; null: the contract takes it; `perhaps`: either is right; `raw`: Node's own parser refuses it. */
export type Wrong = string | null;
export type Sent = { bytes: Buffer; wrong: Wrong };
/** A request before it is bytes; `text` is the body. */
export type Draft = { method: string; target: string; headers: Record<string, string>; text: string | Buffer; wrong: Wrong };
export type Stage = { scene: Scene; tokens: Record<Who, string>; jpeg: Buffer };
type Values = Record<string, unknown>;

/** A call that most likely succeeds, and those who may make it. */
export type Base = { input: Values; who: readonly Who[] };

/**
 * Makes the requests of one operation: a fifth as they should be, the rest made from the contract, changed in one place, hostile, or broken on the way.
 * `after` is the call that succeeds after steps before it (steps.ts).
 */
export function requestsOf(name: EndpointName, stage: Stage, random: Random, after: Base | null = null): (index: number) => Sent {
  const bases = after ? [after] : basesOf(name, stage.scene);
  const schema = endpoints[name].input as unknown as Schema;
  // A document takes a third of a second of a processor: a handful shows what it does.
  const seldom = mediaOf(name) === 'application/pdf';
  const offset = random.below(1_000);
  return (index) => {
    const base = random.pick(bases);
    const token = tokenOf(stage, base.who, random);
    const turn = index % 10;
    if (turn >= 8) return bytesOf(broken(draftOf(name, stage, base.input, token), offset + 2 * Math.floor(index / 10) + (turn % 2), name));
    if (turn < 2 && (!seldom || index < 20)) return bytesOf(draftOf(name, stage, base.input, token));
    if (turn === 2) return bytesOf(draftOf(name, stage, seldom ? hostile(base.input, random) : made(schema, base.input, random), token));
    if (turn === 3) return bytesOf(draftOf(name, stage, hostile(base.input, random), token));
    return bytesOf(draftOf(name, stage, mutated(schema, base.input, random) as Values, token));
  };
}

/** Made from the schema, with or without the names of real objects. */
function made(schema: Schema, input: Values, random: Random): Values {
  const value = aValue(schema, random) as Values;
  if (random.below(3) === 0) return value;
  for (const [field, real] of Object.entries(input)) if (/^(id|code)$|(Id|Ids|Code|Codes)$/.test(field)) value[field] = real;
  return value;
}

function hostile(input: Values, random: Random): Values {
  const fields = Object.keys(input);
  const changed: Values = { ...input };
  for (let times = 1 + random.below(3); times > 0 && fields.length > 0; times -= 1)
    changed[random.pick(fields)] = random.pick(random.below(3) === 0 ? hostileValues : hostileTexts);
  return changed;
}

function basesOf(name: EndpointName, scene: Scene): Base[] {
  const row = rows[name];
  if (!row) return [{ input: {}, who: people }];
  const able = allowed(row);
  const fromTakes = row.takes.map((take): Base => {
    const [first] = kinds[take.kind].things(scene);
    return { input: inputOf(take, first?.value ?? '', scene), who: among(take.does ?? first?.who ?? people, able) };
  });
  const rest = row.rest(scene) as Values;
  const does = row.does === 'everybody' ? able : among(row.does, able);
  return row.takes.length === 0 || Object.keys(rest).length > 0
    ? [...fromTakes, { input: { ...fromTakes[0]?.input, ...rest }, who: does }]
    : fromTakes;
}

function allowed({ open }: Row): readonly Who[] {
  return typeof open === 'string' ? people : people.filter((who) => rolesOf[who].some((role) => open.includes(role)));
}
const among = (some: readonly Who[], all: readonly Who[]): readonly Who[] => {
  const both = some.filter((who) => all.includes(who));
  return both.length > 0 ? both : all;
};

function inputOf({ field, rest }: Take, value: string, scene: Scene): Values {
  const input = structuredClone(rest?.(scene) ?? {}) as Values;
  const path = field.replace('[]', '').split('.');
  let inner = input;
  for (const step of path.slice(0, -1)) {
    inner[step] ??= {};
    inner = inner[step] as Values;
  }
  inner[path.at(-1) as string] = field.endsWith('[]') ? [value] : value;
  return input;
}

function tokenOf({ tokens }: Stage, who: readonly Who[], random: Random): string {
  const chance = random.below(20);
  if (chance === 0) return '';
  return tokens[chance === 1 ? random.pick(people) : random.pick(who)];
}

/** The request as a phone sends it, and whether the contract takes it. */
function draftOf(name: EndpointName, stage: Stage, values: Values, token: string): Draft {
  const { method, path } = routes[name];
  const rest: Values = { ...values };
  const inPath: Values = {};
  let target: string = path;
  for (const parameter of pathParameters(path)) {
    const value = segment(rest[parameter]);
    inPath[parameter] = halves.test(value) ? '\ufffd' : value;
    target = target.replace(`:${parameter}`, () => (halves.test(value) ? '%ED%A0%80' : encodeURIComponent(value)));
    delete rest[parameter];
  }
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const whole = (draft: Omit<Draft, 'wrong' | 'headers' | 'method'>, input: Values, more: Record<string, string> = {}): Draft => ({
    ...draft,
    method,
    headers: { ...headers, ...more },
    // Node refuses a head of 16 KB.
    wrong: draft.target.length > 15_000 ? 'raw' : wrongBy(name, { ...input, ...inPath }, draft.text),
  });
  if (method === 'GET') {
    const texts = Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, wellFormed(value)]));
    const query = new URLSearchParams(texts).toString();
    return whole({ target: query ? `${target}?${query}` : target, text: '' }, texts);
  }
  const key = { 'Idempotency-Key': randomUUID() };
  if (takenBy(name) === 'multipart/form-data') {
    const file = rest.file instanceof Uint8Array ? Buffer.from(rest.file) : stage.jpeg;
    delete rest.file;
    const fields = Object.fromEntries(Object.entries(rest).map(([field, value]) => [field.replace(/["\r\n]/g, ''), wellFormed(value)]));
    const type = { 'Content-Type': 'multipart/form-data; boundary=fuzz' };
    return whole({ target, text: formOf(fields, file) }, { ...fields, file: new Uint8Array(file) }, { ...key, ...type });
  }
  const text = JSON.stringify(rest);
  const signed =
    endpoints[name].audience === 'machine'
      ? signatureHeaders(standInEnvironment('').HOTLINE_SECRET as string, {
          sender: exchangeSender.hotline,
          timestamp: stage.scene.now,
          method,
          path: target,
          body: text,
        })
      : key;
  return whole({ target, text }, JSON.parse(text) as Values, { ...signed, 'Content-Type': 'application/json' });
}

function wrongBy(name: EndpointName, input: Values, text: string | Buffer): Wrong {
  if (typeof text === 'string' && /\\u(0000|d[89a-f])/.test(text)) return 'a text that cannot be stored';
  return endpoints[name].input.safeParse(input).success ? null : 'the contract does not take it';
}

/** Half a surrogate pair: no address and no form can carry it. */
const halves = /\p{Surrogate}/u;
const wellFormed = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\p{Surrogate}/gu, '\ufffd');

/** What stands between two slashes: not empty, and no step up. */
function segment(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'x');
  return /^\.*$/.test(text) ? 'x' : text;
}

function formOf(fields: Record<string, string>, file: Buffer): Buffer {
  const parts = Object.entries(fields).map(([field, value]) => `--fuzz\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`);
  const head = `${parts.join('')}--fuzz\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--fuzz--\r\n')]);
}

function bytesOf({ method, target, headers, text, wrong }: Draft): Sent {
  const body = Buffer.from(text);
  const length = method === 'GET' || 'Transfer-Encoding' in headers ? {} : { 'Content-Length': String(body.length) };
  const lines = Object.entries({ Host: '127.0.0.1', ...headers, ...length }).map(([field, value]) => `${field}: ${value}\r\n`);
  return {
    bytes: Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), method === 'GET' ? Buffer.alloc(0) : body]),
    wrong,
  };
}
