import { dataCategories, dataPurposes, type Keeping, keepings, sensitiveCategories } from '../../shared/rules/personal-data';
import { settingRules } from '../../shared/rules/settings';
import { categoryWords, keepingWords, purposeWords } from '../../shared/text/personal-data';
import { sealedColumns } from '../sealed-columns';
import type { TableEntry } from './kinds';

const keepingNames = Object.keys(keepings) as Keeping[];

export type SchemaTable = { name: string; columns: readonly string[] };

const namesOf = ({ personal, other }: TableEntry) => [...Object.keys(personal), ...other.split(' ').filter(Boolean)];

/** What the map lacks, or has and the schema does not: `person.nickname has no entry`. Empty when map and schema agree. */
export function mapProblems(map: Readonly<Record<string, TableEntry>>, schema: readonly SchemaTable[]): string[] {
  const problems = schema.flatMap(({ name, columns }) => {
    const entry = map[name];
    if (!entry) return [`table ${name} has no entry`];
    const named = namesOf(entry);
    return [
      ...columns.filter((column) => !named.includes(column)).map((column) => `${name}.${column} has no entry`),
      ...named.filter((column) => !columns.includes(column)).map((column) => `${name}.${column} is not in the schema`),
      ...named.filter((column, at) => named.indexOf(column) !== at).map((column) => `${name}.${column} stands there twice`),
      ...(Object.keys(entry.personal).length > 0 && entry.keep === 'none' ? [`${name} holds personal data and says no retention`] : []),
    ];
  });
  const known = new Set(schema.map(({ name }) => name));
  return [
    ...problems,
    ...Object.keys(map)
      .filter((name) => !known.has(name))
      .map((name) => `table ${name} is not in the schema`),
    ...sealedColumns
      .filter(({ table, column }) => table !== 'wechat_token' && !map[table]?.personal[column])
      .map(({ table, column }) => `${table}.${column} is sealed and not named as personal`),
  ];
}

/** What the privacy notice says of the map, a line for each purpose: sorts of data, and how long. Ids alone tell nobody anything. */
export function noticeLines(map: Readonly<Record<string, TableEntry>>): string[] {
  return dataPurposes.flatMap((purpose) => {
    const tables = Object.values(map).filter((entry) => entry.purpose === purpose && entry.keep !== 'none');
    const held = dataCategories.filter(
      (category) => category !== 'person' && tables.some(({ personal }) => Object.values(personal).includes(category)),
    );
    const kept = keepingNames.filter((keep) => tables.some((entry) => entry.keep === keep)).map((keep) => keepingWords[keep]);
    return held.length > 0
      ? [`${purposeWords[purpose]}：${held.map((category) => categoryWords[category]).join('、')}。保存：${kept.join('；')}。`]
      : [];
  });
}

/** docs/data-map.md, made of the map, the list of seals and the settings. */
export function mapDocument(map: Readonly<Record<string, TableEntry>>): string {
  const sealed = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`));
  const protection = (table: string, column: string) => (sealed.has(`${table}.${column}`) ? 'sealed' : column.endsWith('_hash') ? 'hash' : 'plain');
  const holding = Object.entries(map)
    .filter(([, { personal }]) => Object.keys(personal).length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = holding.flatMap(([table, { purpose, keep, personal }]) =>
    Object.entries(personal).map(([column, category]) => {
      const sort = `${category}${sensitiveCategories.includes(category) ? ' (sensitive)' : ''}`;
      return `| \`${table}\` | \`${column}\` | ${sort} | ${protection(table, column)} | ${purpose} | ${keep} |`;
    }),
  );
  const periods = Object.entries(keepings).map(([keep, setting]) => {
    const rule = setting === null ? null : settingRules[setting];
    const number = rule === null ? '' : `\`${setting}\`: ${rule.default} ${rule.unit} (${rule.min}–${rule.max})`;
    return `| ${keep} | ${keepingWords[keep as keyof typeof keepings]} | ${number} |`;
  });
  const words = (all: Record<string, string>) =>
    Object.entries(all)
      .map(([name, word]) => `${name} ${word}`)
      .join(' · ');
  const none = Object.entries(map)
    .filter(([, { personal }]) => Object.keys(personal).length === 0)
    .map(([table]) => `\`${table}\``)
    .sort();
  return `# Data map

Made by \`npx onewindow data-map --write\` from \`db/data-map\`; do not edit. A test compares it with the schema, column by column.

- Purposes: ${words(purposeWords)}
- Categories: ${words(categoryWords)}

## How long
| retention | | setting: usual (bounds) |
| --- | --- | --- |
${periods.join('\n')}

## Columns with personal data
| table | column | category | kept as | purpose | retention |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

## Tables without
${none.join(', ')}
`;
}
