import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { groupResults } from '../../shared/rules/group-list';
import { appointment } from './appointments';
import { bytes, instant, quoted } from './columns';
import { homeVisit } from './home-visits';
import { enterprise, person } from './people';

/** A firm's list of employees for one item (D9), and the visit that takes them. */
export const groupList = pgTable(
  'group_list',
  {
    id: text('id').primaryKey(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    itemName: text('item_name').notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => person.id),
    madeAt: instant('made_at').notNull(),
    visitId: text('visit_id').references(() => homeVisit.id),
  },
  (t) => [index('group_list_enterprise').on(t.enterpriseId, t.madeAt), uniqueIndex('group_list_visit').on(t.visitId)],
);

/** Somebody on a list, with a checklist of the own. The identity number is sealed the moment it is read (K1). */
export const groupPerson = pgTable(
  'group_person',
  {
    groupId: text('group_id')
      .notNull()
      .references(() => groupList.id),
    seq: smallint('seq').notNull(),
    name: text('name').notNull(),
    idNumberSealed: bytes('id_number_sealed').notNull(),
    idNumberHash: bytes('id_number_hash').notNull(),
    idNumberMasked: text('id_number_masked').notNull(),
    phoneSealed: bytes('phone_sealed'),
    checklistCode: text('checklist_code').notNull().unique(),
    /** The person's place of a block at a window, the latest. */
    appointmentId: text('appointment_id').references(() => appointment.id),
    result: text('result').notNull(),
    note: text('note'),
    tickedBy: text('ticked_by').references(() => person.id),
    tickedAt: instant('ticked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.seq] }),
    check('group_person_result', sql`${t.result} in (${sql.raw(quoted(groupResults))})`),
    check(
      'group_person_ticked_whole',
      sql`(${t.result} = 'waiting') = (${t.tickedAt} is null) and (${t.tickedAt} is null) = (${t.tickedBy} is null)`,
    ),
    check('group_person_missing_what', sql`${t.result} <> 'missing' or ${t.note} is not null`),
    uniqueIndex('group_person_once').on(t.groupId, t.idNumberHash),
    index('group_person_who').on(t.idNumberHash),
  ],
);
