import { createHash } from 'node:crypto';
import { dataMap } from '../../db/data-map/index';
import { countStored, namesOfStored, storedAbout, type StoredTable } from '../../db/queries/stored-about';
import { readPerson } from '../../db/queries/people';
import { receiptByCode } from '../../db/queries/erasure';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import type { DataPurpose } from '../../shared/rules/personal-data';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { storedFileText } from '../../shared/text/stored';
import type { Handlers } from '../call';
import { erase, rehearseErasure } from '../erasure';
import { periodOf, storedWorkbook } from '../stored-file';

/** Sixty tables as they are at one moment. */
const oneSight = 'isolation level repeatable read read only';

/** A9: a person sees and takes along what is stored about them. */
export const stored = {
  'stored.read': async ({ database, sealer, settings, actor }) => {
    const counted = await database.begin(oneSight, (tx) => countStored(tx, sealer, actor.personId));
    return { kinds: kindsOf(counted, settings) };
  },

  'stored.export': async ({ database, sealer, settings, actor, now }) => {
    const found = await database.begin(oneSight, async (tx) => {
      const tables = await storedAbout(tx, sealer, actor.personId);
      const names = await namesOfStored(tx, {
        units: valuesOf(tables, /unit_id$/),
        halls: valuesOf(tables, /^hall_id$/),
        firms: valuesOf(tables, /^enterprise_id$/),
        slots: valuesOf(tables, /^slot_id$/),
      });
      return { tables, names, name: (await readPerson(tx, actor.personId)).name };
    });
    const file = await storedWorkbook({ ...found, at: now, settings });
    return { fileName: storedFileText.fileName(shanghaiDay(now)), base64: file.toString('base64') };
  },

  'stored.erasure': (call) => rehearseErasure(call),

  'stored.erase': (call) => call.write((tx) => erase(tx, call, hashOf(call.input.code))),

  'stored.receipt': async ({ database, input }) => (await receiptByCode(database, hashOf(input.code))) ?? refuse('not_found'),
} satisfies Handlers<'stored.'>;

const hashOf = (code: string): Uint8Array => createHash('sha256').update(code).digest();

type Kind = Output<'stored.read'>['kinds'][number];

/** Tables with the same purpose are one thing to a person. Pieces are those of the tables that hold personal data. */
function kindsOf(counted: readonly { table: string; pieces: number }[], settings: Settings): Kind[] {
  const kinds = new Map<DataPurpose, Kind>();
  for (const { table, pieces } of counted) {
    const entry = dataMap[table];
    if (!entry) continue;
    const kind = kinds.get(entry.purpose) ?? { purpose: entry.purpose, pieces: 0, categories: [], keeps: [] };
    kind.pieces += pieces;
    for (const category of Object.values(entry.personal)) if (!kind.categories.includes(category)) kind.categories.push(category);
    if (entry.keep !== 'none' && !kind.keeps.some(({ keep }) => keep === entry.keep))
      kind.keeps.push({ keep: entry.keep, period: periodOf(entry.keep, settings) });
    kinds.set(entry.purpose, kind);
  }
  return [...kinds.values()];
}

const valuesOf = (tables: readonly StoredTable[], column: RegExp): string[] => [
  ...new Set(
    tables.flatMap(({ rows }) =>
      rows.flatMap((row) => Object.entries(row).flatMap(([name, value]) => (column.test(name) && typeof value === 'string' ? [value] : []))),
    ),
  ),
];
