import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { connect } from '../../../db/client';
import { endpoints } from '../../../shared/contract/index';
import { type EndpointName, routes } from '../../../shared/contract/routes';
import { alsoSeen, kinds, type Thing } from './objects';
import { type BadSession, badSessions, people, rolesOf, type Who } from './people';
import type { Row, Take } from './row';
import type { Scene } from './scene';
import { openService, type Said } from './service';
import { rows } from './table';

/**
 * Walks the endpoints of the contract against the table, with everybody and every object of the scene, and prints one JSON line:
 * `{ endpoints, calls, succeeded, findings }`. Arguments: the file of the scene, which part of how many, and what the names begin with (all when
 * absent). DATABASE_URL is a copy of the scene's database.
 */
const [sceneFile = '', part = '0', parts = '1', ...only] = process.argv.slice(2);
const { scene, tokens } = JSON.parse(readFileSync(sceneFile, 'utf8')) as { scene: Scene; tokens: Record<Who | BadSession, string> };
const pool = connect(process.env.DATABASE_URL ?? '', { max: 2, statementTimeoutMs: 0 });
const ask = openService(pool, scene.now);

/** Public everywhere, or no object: slots and items, the code at a door, templates. */
const always = new Set(['slotId', 'itemCode', 'itemCodes', 'hallCode']);
const findings: string[] = [];
let [calls, succeeded, walked] = [0, 0, 0];
const wrong = (name: string, what: string) => findings.push(`${name}: ${what}`);

/** Whose everything is: what nobody else may find in an answer. Units, halls, firms and people are named to more than those who reach them. */
const reachers = new Map<string, Set<Who>>();
for (const { things } of [...Object.values(kinds), { things: alsoSeen }])
  for (const { value, who } of things(scene)) {
    if (!/^[a-z]+_[0-9a-z]{26}$/.test(value) || value.startsWith('per_') || value.startsWith('slot_')) continue;
    const known = reachers.get(value) ?? new Set<Who>();
    for (const one of who) known.add(one);
    reachers.set(value, known);
  }

const names = (Object.keys(routes) as EndpointName[]).filter((name) => only.length === 0 || only.some((start) => name.startsWith(start)));
for (const [index, name] of names.entries()) {
  if (index % Number(parts) !== Number(part)) continue;
  walked += 1;
  await walk(name).catch((error: unknown) => wrong(name, String(error)));
}
await pool.end({ timeout: 2 });
await new Promise((written) => process.stdout.write(`${JSON.stringify({ endpoints: walked, calls, succeeded, findings })}\n`, written));
process.exit();

async function walk(name: EndpointName): Promise<void> {
  const row = rows[name];
  if (!row) return void wrong(name, 'stands in the contract and not in the table of expectations');
  const { audience } = endpoints[name];
  if (
    JSON.stringify(typeof audience === 'string' ? audience : [...audience].sort()) !==
    JSON.stringify(typeof row.open === 'string' ? row.open : [...row.open].sort())
  )
    wrong(name, `is open to ${String(audience)}, not to ${String(row.open)}`);
  for (const field of namesOfObjects(name))
    if (!row.takes.some((take) => bare(take.field) === field) && !(field in row.free) && !isPhoto(field) && !always.has(field))
      wrong(name, `takes ${field}, of which the table says neither whose it is nor that it is nobody's`);
  if (row.open === 'machine') return;
  const [first] = row.takes;
  const input = first ? inputOf(first, kinds[first.kind].things(scene)[0]?.value ?? '') : (row.rest(scene) as Record<string, unknown>);
  await refusesBadSessions(name, row, input);
  if (row.silent !== null) return;
  if (!first || Object.keys(row.rest(scene)).length > 0 || row.takes.every((take) => !required(name, take))) await withoutObject(name, row);
  for (const [place, take] of row.takes.entries()) await withObjects(name, row, take, place);
}

/** Who may call at all; the others are refused the same whatever they name. */
function mayCall({ open }: Row, who: Who): 'yes' | 'role_required' | 'second_factor_required' {
  if (typeof open === 'string') return 'yes';
  if (rolesOf[who].some((role) => open.includes(role))) return 'yes';
  return who === 'noFactor' && open.includes('unit_head') ? 'second_factor_required' : 'role_required';
}

async function refusesBadSessions(name: EndpointName, row: Row, input: Record<string, unknown>): Promise<void> {
  for (const session of badSessions) {
    if (row.open === 'anyone') continue;
    const said = await send(name, input, session);
    const code = session === 'nobody' ? 'sign_in_required' : 'session_expired';
    if (said.status !== 401 || said.code !== code) wrong(name, `${session} was answered ${told(said)}, not ${code}`);
  }
}

async function withoutObject(name: EndpointName, row: Row): Promise<void> {
  const input = row.rest(scene) as Record<string, unknown>;
  for (const who of people) {
    const may = mayCall(row, who);
    const said = await send(name, input, who);
    if (may !== 'yes') {
      if (said.code !== may) wrong(name, `${who} was answered ${told(said)}, not ${may}`);
      continue;
    }
    const does = row.does === 'everybody' || row.does.includes(who);
    if ((said.status === 200) !== does) wrong(name, `${who} ${does ? 'did not succeed' : 'succeeded'}: ${told(said)}`);
    reads(name, who, said);
  }
}

async function withObjects(name: EndpointName, row: Row, take: Take, place: number): Promise<void> {
  const { unknown, things, answer = 'not_found' } = kinds[take.kind] as (typeof kinds)[keyof typeof kinds] & { answer?: string };
  const all = things(scene);
  const [first] = all;
  if (!first?.value) return wrong(name, `the scene has no ${take.kind}`) as never;
  let distinguished = false;
  for (const who of take.among ?? people) {
    const may = mayCall(row, who);
    // Whoever may not call at all was refused with the first object already.
    if (may !== 'yes' && place > 0) continue;
    const none = await send(name, inputOf(take, unknown), who);
    if (may !== 'yes') {
      const said = await send(name, inputOf(take, first.value), who);
      if (none.code !== may || said.text !== none.text)
        wrong(name, `${who} was answered ${told(said)} for ${take.kind} ${first.of} and ${told(none)} for none, not ${may}`);
      continue;
    }
    if (answer === 'nothing_found' ? none.status !== 200 : none.code !== answer || (answer === 'not_found' && none.status !== 404)) {
      wrong(name, `${who} was answered ${told(none)} for an unknown ${take.field}, not ${answer}`);
    }
    for (const [index, thing] of all.entries()) {
      const said = await send(name, inputOf(take, thing.value), who);
      if (said.status >= 500) wrong(name, `${who}, ${take.kind} ${thing.of}: ${told(said)}`);
      if (!thing.who.includes(who)) {
        if (said.text !== none.text && said.code !== take.told?.code)
          wrong(name, `${who} was answered ${told(said)} for ${take.kind} ${thing.of}, which is not theirs; an unknown one ${told(none)}`);
        continue;
      }
      if (said.text === none.text && answer !== 'nothing_found')
        wrong(name, `${who} was answered ${told(said)} for ${take.kind} ${thing.of}, which is theirs, as if it were not there`);
      else distinguished = true;
      reads(name, who, said);
      if (index > 0) continue;
      const does = take.does ? take.does.includes(who) : true;
      if ((said.status === 200) !== does)
        wrong(name, `${who} ${does ? 'did not succeed' : 'succeeded'} with ${take.kind} ${thing.of}: ${told(said)}`);
      if (said.status === 200 && place === 0) await withPhotos(name, take, thing, who);
    }
  }
  if (!distinguished && all.some((thing) => thing.who.length > 0)) wrong(name, `nobody's own ${take.kind} is told from one that is not there`);
}

/** Photos are part of what is said only when whoever says it has handed them in. */
async function withPhotos(name: EndpointName, take: Take, thing: Thing, who: Who): Promise<void> {
  for (const field of namesOfObjects(name).filter(isPhoto)) {
    const input = (photo: string) => ({ ...inputOf(take, thing.value), [field]: [photo] });
    const none = await send(name, input(`file_${'0'.repeat(26)}`), who);
    if (none.code !== 'photo_missing') wrong(name, `${who} was answered ${told(none)} for ${field} that are not there`);
    for (const photo of [scene.ownPhoto, scene.photos.ofFirm, scene.proof]) {
      if (photo === scene.ownPhoto && who === 'employee') continue;
      const said = await send(name, input(photo), who);
      if (said.text !== none.text) wrong(name, `${who} was answered ${told(said)} for ${field} of somebody else`);
    }
  }
}

/** Nothing that is somebody else's stands in an answer, and no word that is not for this reader. */
function reads(name: EndpointName, who: Who, said: Said): void {
  if (said.status !== 200) return;
  // A notice names what its reader was once told of.
  if (name !== 'notices.list')
    for (const [value, known] of reachers) if (!known.has(who) && said.text.includes(value)) wrong(name, `${who} finds ${value} in the answer`);
  const kept = secretsKeptFrom(who);
  for (const [secret, words] of Object.entries(scene.secrets))
    if (kept(secret as keyof Scene['secrets'], name) && said.text.includes(words)) wrong(name, `${who} reads ${secret}`);
}

function secretsKeptFrom(who: Who): (secret: keyof Scene['secrets'], name: EndpointName) => boolean {
  const desk = kinds.main.things(scene)[0]?.who ?? [];
  const helping: Who[] = ['strangerHandler', 'strangerHead', 'bureauHead'];
  const readers: Record<keyof Scene['secrets'], readonly Who[]> = {
    note: desk,
    help: [...desk, ...helping],
    opinion: [...desk, ...helping],
    // Whoever is rated never reads what one person said; heads and supervisors follow it up.
    rating: ['employee', 'unitHead', 'bureauHead', 'eastSupervisor', 'supervisor'],
    urgentPhone: [...desk, 'officer'],
    kinNumber: [],
  };
  return (secret) => !readers[secret].includes(who);
}

async function send(name: EndpointName, input: Record<string, unknown>, who: Who | BadSession): Promise<Said> {
  calls += 1;
  const said = await ask(name, input, tokens[who]);
  if (said.status === 200) succeeded += 1;
  return said;
}

function told({ status, code, text }: Said): string {
  if (status === 200) return '200';
  return `${status} ${code}${code === 'invalid_input' ? ` ${text.slice(0, 200)}` : ''}`;
}

/** The input with this value in its place. */
function inputOf({ field, rest }: Take, value: string): Record<string, unknown> {
  const input = structuredClone(rest?.(scene) ?? {}) as Record<string, unknown>;
  const path = bare(field).split('.');
  let inner = input;
  for (const step of path.slice(0, -1)) {
    inner[step] ??= {};
    inner = inner[step] as Record<string, unknown>;
  }
  inner[path.at(-1) as string] = field.endsWith('[]') ? [value] : value;
  return input;
}

function bare(field: string): string {
  return field.replace('[]', '');
}
function isPhoto(field: string): boolean {
  return /photos$/i.test(field);
}

function required(name: EndpointName, take: Take): boolean {
  const schema = schemaOf(name);
  return take.field.includes('.') || (schema.required ?? []).includes(bare(take.field)) || (schema.anyOf ?? []).length > 0;
}

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; required?: string[] };
function schemaOf(name: EndpointName): Schema {
  return z.toJSONSchema(endpoints[name].input, { io: 'input', unrepresentable: 'any' }) as Schema;
}

/** Fields of an endpoint's input that look like the name of something: ids, codes, tokens, photos. */
function namesOfObjects(name: EndpointName): string[] {
  const found = new Set<string>();
  const look = (schema: Schema, path: string): void => {
    for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]) look(inner, path);
    for (const [field, inner] of Object.entries(schema.properties ?? {})) {
      const whole = path ? `${path}.${field}` : field;
      if (/^(id|code|token|also)$|(Id|Ids|Code|Codes|[pP]hotos)$/.test(field)) found.add(whole);
      look(inner, whole);
    }
  };
  look(schemaOf(name), '');
  return [...found];
}
