import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ErasurePart } from '../../shared/rules/erasure';
import { bytes, instant } from './columns';
import { person } from './people';

/** A9: somebody asked to be forgotten. The row of the person stays behind what must be kept, and is empty once that is gone. */
export const erasure = pgTable(
  'erasure',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .unique()
      .references(() => person.id),
    /** SHA-256 of the code that the phone made before it asked: it shows the receipt to who has no session any more. */
    codeHash: bytes('code_hash').notNull().unique(),
    askedAt: instant('asked_at').notNull(),
    /** The receipt: what went and what stayed, in numbers. */
    parts: jsonb('parts').$type<ErasurePart[]>().notNull(),
    /** When the last of what stayed was cut from the person, and name and number went with it. */
    finishedAt: instant('finished_at'),
  },
  (t) => [index('erasure_open').on(t.askedAt).where(sql`${t.finishedAt} is null`)],
);
