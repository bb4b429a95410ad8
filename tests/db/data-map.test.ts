import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { mapDocument, mapProblems, type SchemaTable } from '../../db/data-map/document';
import { dataMap } from '../../db/data-map/index';
import type { TableEntry } from '../../db/data-map/kinds';
import * as schema from '../../db/schema/index';

const configs = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableConfig(table)] : []));
const tables: SchemaTable[] = configs.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));

test('every column of the schema stands in the data map, once', () => expect(mapProblems(dataMap, tables)).toEqual([]));

test('every column that points to a person is named as personal', () => {
  const unnamed = configs.flatMap(({ name, foreignKeys }) =>
    foreignKeys
      .filter((key) => getTableConfig(key.reference().foreignTable).name === 'person')
      .flatMap((key) => key.reference().columns.map((column) => column.name))
      .filter((column) => dataMap[name]?.personal[column] !== 'person')
      .map((column) => `${name}.${column}`),
  );
  expect(unnamed).toEqual([]);
});

test('every column of a seal or a keyed hash is named as personal', () => {
  const unnamed = tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => /_sealed$|^(phone|id_number|access|refresh|code)_hash$/.test(column) && !dataMap[name]?.personal[column])
      .map((column) => `${name}.${column}`),
  );
  expect(unnamed).toEqual(['wechat_token.token_sealed']);
});

const person = dataMap.person as TableEntry;
/** Seeded defects: what somebody forgets who changes the schema. */
test.each<[string, Record<string, TableEntry>, SchemaTable[], string]>([
  ['a new table', dataMap, [...tables, { name: 'pet', columns: ['id'] }], 'table pet has no entry'],
  [
    'a new column',
    dataMap,
    tables.map((table) => (table.name === 'person' ? { ...table, columns: [...table.columns, 'nickname'] } : table)),
    'person.nickname has no entry',
  ],
  ['a table that went', dataMap, tables.filter(({ name }) => name !== 'notice'), 'table notice is not in the schema'],
  ['a column that went', { ...dataMap, person: { ...person, other: `${person.other} fax` } }, tables, 'person.fax is not in the schema'],
  ['a column under both', { ...dataMap, person: { ...person, other: `${person.other} name` } }, tables, 'person.name stands there twice'],
  ['no retention', { ...dataMap, person: { ...person, keep: 'none' } }, tables, 'person holds personal data and says no retention'],
])('is red on %s', (_, map, found, problem) => expect(mapProblems(map, found)).toContain(problem));

test('docs/data-map.md is current (npx onewindow data-map --write)', () =>
  expect(readFileSync('docs/data-map.md', 'utf8')).toBe(mapDocument(dataMap)));
