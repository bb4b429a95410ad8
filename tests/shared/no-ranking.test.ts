import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import type { EndpointDefinition } from '../../shared/contract/endpoint';
import { endpoints } from '../../shared/contract/index';

/**
 * E4, and the national rule on government apps (国办函〔2026〕12号): nobody is ranked, nowhere. Walks every answer and question of the contract, every
 * page, every word and every query; what it looks for is planted and must be found in the same run.
 */

const ranked = /^(rank(ing|ed)?|leader ?board|top(n|list)?|best.*|worst.*|scores?|.*score|stars|points|streaks?|medals?|badges?)$/i;
const ordering = /^(sort|sortby|order|orderby)$/i;
const person =
  /^(person|officer|handler|owner|taker|staff|member|colleague|employee|guide|liaison|by|who|served)(s|id|ids|name|names)?$|^handledby$/i;
const measure = /level|rating|rated|satisf|score|share|percent|average|mean|stars|solved/i;
const ofRatings = /^(ratings|ratingFigures|remedies|returnVisits|hallFigures|supervision)\./;

type Schema = { _zod: { def: { type: string; [part: string]: unknown } } };
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && '_zod' in value;

/** The objects in a schema, each with whether it stands in a list, and all its enum members. */
function objectsIn(schema: unknown, inList = false): { keys: [string, Schema][]; inList: boolean }[] {
  if (!isSchema(schema)) return [];
  const { def } = schema._zod;
  if (def.type === 'object') {
    const keys = Object.entries(def.shape as Record<string, Schema>);
    return [{ keys, inList }, ...keys.flatMap(([, part]) => objectsIn(part, inList))];
  }
  if (def.type === 'array') return objectsIn(def.element, true);
  if (def.type === 'record') return objectsIn(def.valueType, true);
  if (def.type === 'union') return (def.options as unknown[]).flatMap((option) => objectsIn(option, inList));
  return objectsIn(def.innerType, inList);
}

/** Whether a number stands behind it, bare or as a choice of numbers. */
function isNumber(schema: unknown): boolean {
  if (!isSchema(schema)) return false;
  const { def } = schema._zod;
  if (def.type === 'literal') return (def.values as unknown[]).every((value) => typeof value === 'number');
  return def.type === 'number' || def.type === 'int' || isNumber(def.innerType);
}

/** Whether a person can be asked for by it: by its name, or where it chooses among words, by one of these. */
function asksByPerson(key: string, schema: unknown): boolean {
  const choices = choicesOf(schema);
  return choices ? choices.some((choice) => person.test(choice)) : person.test(key);
}

function choicesOf(schema: unknown): string[] | null {
  if (!isSchema(schema)) return null;
  const { def } = schema._zod;
  return def.type === 'enum' ? Object.values(def.entries as Record<string, string>) : choicesOf(def.innerType);
}

/** What in a contract ranks people, or rates them one by one. */
function rankingIn(contract: Record<string, Pick<EndpointDefinition, 'input' | 'output'>>): string[] {
  return Object.entries(contract).flatMap(([name, { input, output }]) => {
    const found: string[] = [];
    for (const { keys, inList } of objectsIn(output)) {
      const names = keys.map(([key]) => key);
      found.push(...names.filter((key) => ranked.test(key)).map((key) => `${name}: answers ${key}`));
      const measured = keys.filter(([key, schema]) => measure.test(key) && isNumber(schema)).map(([key]) => key);
      const named = names.filter((key) => person.test(key));
      if (inList && named.length > 0 && measured.length > 0) found.push(`${name}: a list of ${named[0]} by ${measured[0]}`);
    }
    for (const { keys } of objectsIn(input)) {
      for (const [key, schema] of keys) {
        if (ordering.test(key) || ranked.test(key)) found.push(`${name}: asks for ${key}`);
        if (ofRatings.test(name) && asksByPerson(key, schema)) found.push(`${name}: asks by ${key}`);
      }
    }
    return found;
  });
}

const words =
  /排名|排行(?!程)|排位|光荣榜|红黑榜|榜单|龙虎榜|榜首|第[一二三1-3]名|前[三五十]名|冠军|亚军|之星|标兵|(?<!兼容性)最佳|末位|倒数|积分|连续签到|签到有礼|打卡/;
const sorted = /\.(?:sort|toSorted)\([^;]*?\b\w*(?:level|score|share|rating|rated|satisf|stars)\w*/i;
const leader = /leader-?board|ranking\b/i;

/** Marks of a ranking in the source of a page or in words; sentences that promise there is none do not count. */
function rankingInSource(file: string, source: string): string[] {
  const text = source.replace(/不(?:给人|给|对人)?排名次?|不排名/g, '');
  return [words, sorted, leader].flatMap((mark) => {
    const found = mark.exec(text.replace(/^\s*(?:\/?\*|\/\/).*$/gm, ''));
    return found ? [`${file}: ${found[0].slice(0, 60)}`] : [];
  });
}

/** A query that counts ratings for each person. */
function rankingInQuery(file: string, source: string): string[] {
  const statements = source.match(/`[^`]*`/g) ?? [];
  const byPerson = /group by[^`]*(?:owner_id|actor_id|person_id|handled_by|called_by|officer)/i;
  const found = statements.find(
    (sql) => /\brating(?:_occasion)?\b/.test(sql) && (byPerson.test(sql) || /order by[^`]*\b(?:r\.level|avg\()/i.test(sql)),
  );
  return found ? [`${file}: ${found.replace(/\s+/g, ' ').slice(0, 60)}`] : [];
}

const root = join(import.meta.dirname, '../..');
const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('nobody is ranked', () => {
  test('no endpoint answers a ranking, a list of people by a figure, or can be asked for one', () => {
    expect(Object.keys(endpoints).length).toBeGreaterThan(200);
    expect(rankingIn(endpoints)).toEqual([]);
  });

  test('no page and no word of it', () => {
    const files = [...filesOf('miniprogram'), ...filesOf('shared/text')];
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap((file) => rankingInSource(file, read(file)))).toEqual([]);
  });

  test('no query counts ratings for each person', () => {
    const files = filesOf('db/queries');
    expect(files.some((file) => file.endsWith('rating-figures.ts'))).toBe(true);
    expect(files.flatMap((file) => rankingInQuery(file, read(file)))).toEqual([]);
  });
});

describe('seeded defects are found', () => {
  const nothing = z.strictObject({});
  const row = (shape: Record<string, z.ZodMiniType>) => z.strictObject({ rows: z.array(z.strictObject(shape)) });
  const level = z.literal([5, 4, 3, 2, 1]);
  test.each<[string, Pick<EndpointDefinition, 'input' | 'output'>]>([
    ['a list of officers with their average', { input: nothing, output: row({ officerName: z.string(), averageLevel: z.number() }) }],
    ['ratings by who handled them', { input: nothing, output: row({ handlerId: z.string(), level }) }],
    [
      'a share behind nullable, in a list in a list',
      { input: nothing, output: z.strictObject({ units: z.array(row({ by: z.string(), satisfiedShare: z.nullable(z.number()) })) }) },
    ],
    ['a rank', { input: nothing, output: row({ unitName: z.string(), rank: z.number() }) }],
    ['points', { input: nothing, output: z.strictObject({ points: z.number() }) }],
    ['an order to be asked for', { input: z.strictObject({ orderBy: z.optional(z.string()) }), output: nothing }],
    ['figures by person among other choices', { input: z.strictObject({ by: z.optional(z.enum(['unit', 'officer'])) }), output: nothing }],
    ['figures of one person', { input: z.strictObject({ officerId: z.string() }), output: nothing }],
  ])('in the contract: %s', (_, seeded) => {
    expect(rankingIn({ ...endpoints, 'ratingFigures.seeded': seeded })).toHaveLength(1);
  });

  test.each([
    ['words', `export const text = { title: '窗口人员排行' };`],
    ['a star of the month', `<View>本月服务之星</View>`],
    ['an order by share', `const best = [...people].sort((a, b) => (b.satisfiedShare ?? 0) - (a.satisfiedShare ?? 0));`],
    ['a page', `import { Leaderboard } from '../../components/Leaderboard';`],
  ])('in a page: %s', (_, source) => {
    expect(rankingInSource('seeded.tsx', source)).toHaveLength(1);
  });

  test.each([
    ['a count for each officer', '`select e.actor_id, avg(r.level) from rating r join x e on true group by e.actor_id`'],
    ['an order by level', '`select o.id from rating_occasion o join rating r on true order by r.level`'],
  ])('in a query: %s', (_, source) => {
    expect(rankingInQuery('seeded.ts', source)).toHaveLength(1);
  });
});
