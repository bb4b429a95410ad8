import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Belonging, belongings, plumbing } from '../../db/data-map/belonging';
import { dataMap } from '../../db/data-map/index';
import { columnsOf, countStored, storedAbout } from '../../db/queries/stored-about';
import type { TableEntry } from '../../db/data-map/kinds';
import { storedColumnWords, storedFileText, storedTableWords, storedValueWords } from '../../shared/text/stored';
import { buildScene } from '../prove/access/scene';
import { aPerson } from '../support/builders';

/** One of everything; every text that people typed is a canary that names its table, column and row. */
let built: Awaited<ReturnType<typeof buildScene>>;
let everybody: Map<string, string>;
beforeAll(async () => {
  built = await buildScene();
  await letCanariesFly();
  const people = await built.service.db<{ id: string }[]>`select id from person`;
  everybody = new Map();
  for (const { id } of people) everybody.set(id, JSON.stringify(await about(id)));
});
afterAll(() => built?.service.stop());

const about = (id: string) => storedAbout(built.service.db, built.service.room.sealer, id);
const textOf = (id: string) => everybody.get(id) ?? '';

test('every table with personal data says whose its rows are', () => {
  const holding = Object.entries(dataMap).filter(([, { personal }]) => Object.keys(personal).length > 0);
  expect(holding.map(([table]) => table).filter((table) => !(table in belongings))).toEqual([]);
});

const given = Object.entries(belongings as Record<string, Belonging>).flatMap(([table, belonging]) =>
  'leftOut' in belonging ? [] : [{ table, columns: columnsOf(dataMap[table] as TableEntry, belonging) }],
);

test('every table and every column that is given out has its word, and none is plumbing that holds personal data', () => {
  expect(given.filter(({ table }) => !storedTableWords[table])).toEqual([]);
  const places = given.flatMap(({ table, columns }) => columns.map((column) => ({ place: `${table}.${column}`, column })));
  expect(places.filter(({ place, column }) => !storedColumnWords[place] && !storedColumnWords[column])).toEqual([]);
  expect(Object.values(dataMap).flatMap(({ personal }) => Object.keys(personal).filter((column) => plumbing.has(column)))).toEqual([]);
  const known = new Set(Object.values(dataMap).flatMap(({ personal, other }) => [...Object.keys(personal), ...other.split(' ')]));
  expect([...plumbing].filter((column) => !known.has(column))).toEqual([]);
  expect(Object.keys(storedColumnWords).filter((word) => !places.some(({ place, column }) => word === place || word === column))).toEqual([]);
  expect(Object.keys(storedValueWords).filter((word) => !places.some(({ place }) => word === place))).toEqual([]);
});

test('what is stored as a code is given in words', async () => {
  const unsaid = new Set<string>();
  for (const id of everybody.keys())
    for (const { table, rows } of await about(id))
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          for (const one of Array.isArray(value) ? value : [value])
            if (
              typeof one === 'string' &&
              /^[a-z]+(_[a-z]+)*$/.test(one) &&
              !storedValueWords[`${table}.${column}`]?.[one] &&
              !/_id$|^item_code$|^id$|^name$/.test(column)
            )
              unsaid.add(`${table}.${column}: ${one}`);
  expect([...unsaid].sort()).toEqual([]);
});

test('as many rows are counted as are given', async () => {
  for (const id of everybody.keys()) {
    const counted = await countStored(built.service.db, built.service.room.sealer, id);
    expect(counted).toEqual((await about(id)).map(({ table, rows }) => ({ table, pieces: rows.length })));
  }
});

test('every canary of a table that is given out is in what somebody is given, of one that is not in none', async () => {
  const given = [...everybody.values()].join('\n');
  const missing: string[] = [];
  const leaked: string[] = [];
  for (const { table, column, canary } of await canaries()) {
    const belonging = belongings[table as keyof typeof belongings];
    const inner = !belonging || 'leftOut' in belonging || ('hide' in belonging && belonging.hide?.includes(column));
    if (inner && given.includes(canary)) leaked.push(canary);
    if (!inner && !given.includes(canary)) missing.push(canary);
  }
  expect(leaked).toEqual([]);
  expect(missing).toEqual([]);
});

test('whoever has only signed in is given that and nothing of others', async () => {
  const { id } = await aPerson(built.service.db, { name: '无事人' });
  const found = await about(id);
  expect(found.map(({ table }) => table)).toEqual(['person', 'session', 'consent', 'staff_binding']);
  expect(JSON.stringify(found)).not.toContain('探');
});

test('ids of others, credentials and keyed hashes are in nothing that is given', () => {
  const ids = [...everybody.keys()];
  for (const [id, text] of everybody) expect(ids.filter((other) => other !== id && text.includes(other))).toEqual([]);
  expect([...everybody.values()].join('')).not.toMatch(/"[a-z_]*_hash"|"openid"|"secret_sealed"/);
  expect(textOf(built.scene.people.citizen)).toContain(storedFileText.somebody);
});

/** Columns of type text that hold words, in tables of which the scene has rows. */
async function wordColumns(): Promise<{ table: string; column: string }[]> {
  const words = Object.entries(dataMap).flatMap(([table, { personal }]) =>
    Object.entries(personal).flatMap(([column, category]) => (category === 'words' ? [{ table, column }] : [])),
  );
  const texts = await built.service.db<{ place: string }[]>`
    select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public' and data_type = 'text'`;
  const known = new Set(texts.map(({ place }) => place));
  return words.filter(({ table, column }) => known.has(`${table}.${column}`));
}

/** Histories are altered past their triggers: only by the owner, only here. */
async function letCanariesFly(): Promise<void> {
  const columns = await wordColumns();
  await built.service.db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const { table, column } of columns)
      await tx`
        update ${tx(table)} set ${tx(column)} = ${`探:${table}:${column}:`} || md5(ctid::text) || ':' where ${tx(column)} is not null`;
  });
}

/** Rows of nobody (complaints without a name, notes that are internal) are asked about by nobody. */
async function canaries(): Promise<{ table: string; column: string; canary: string }[]> {
  const found: { table: string; column: string; canary: string }[] = [];
  const { db } = built.service;
  for (const { table, column } of await wordColumns()) {
    const nobodys =
      table === 'complaint'
        ? db`and person_id is not null`
        : table === 'complaint_event'
          ? db`and complaint_id in (select id from complaint where person_id is not null)`
          : table === 'case_event'
            ? db`and not internal`
            : db``;
    const rows = await db<{ canary: string }[]>`select ${db(column)} as canary from ${db(table)} where ${db(column)} is not null ${nobodys}`;
    found.push(...rows.map(({ canary }) => ({ table, column, canary })));
  }
  return found;
}
