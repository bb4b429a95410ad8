import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** K5: what the job has removed, by kind and day. One that is not finished goes on in the next round. */
export const retentionRun = pgTable(
  'retention_run',
  {
    kind: text('kind').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    keptSince: instant('kept_since').notNull(),
    removed: integer('removed').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.kind, t.day] })],
);
