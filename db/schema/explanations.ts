import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { explanationOutcomes } from '../../shared/rules/no-show';
import { appointment } from './appointments';
import { instant, quoted } from './columns';
import { person } from './people';

/** C9: why somebody missed an appointment, in the own words, and what the window answered. One an appointment; it never changes after the answer. */
export const noShowExplanation = pgTable(
  'no_show_explanation',
  {
    appointmentId: text('appointment_id')
      .primaryKey()
      .references(() => appointment.id),
    /** Who handed it in for this relative (A4); null: the person. */
    givenBy: text('given_by').references(() => person.id),
    words: text('words').notNull(),
    givenAt: instant('given_at').notNull(),
    outcome: text('outcome'),
    reply: text('reply'),
    decidedBy: text('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    check('no_show_explanation_outcome', sql`${t.outcome} in (${sql.raw(quoted(explanationOutcomes))})`),
    check(
      'no_show_explanation_decided_whole',
      sql`(${t.outcome} is null) = (${t.decidedAt} is null) and (${t.outcome} is null) = (${t.reply} is null) and (${t.outcome} is null) = (${t.decidedBy} is null)`,
    ),
    index('no_show_explanation_waiting').on(t.givenAt).where(sql`${t.outcome} is null`),
  ],
);
