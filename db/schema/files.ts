import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { caseEvent } from './cases';
import { consultationEvent } from './consultations';
import { enterpriseClaim } from './membership';
import { bytes, instant, quoted } from './columns';
import { person } from './people';

/** `arriving`: announced, perhaps not yet in the store; `waiting`: there, part of nothing; `removing`: its content is being deleted. */
export const fileStates = ['arriving', 'waiting', 'attached', 'removing'] as const;

/**
 * A photo in the file store. Its row comes before its content and goes after it, so that nothing lies in the store that no row knows. It is part
 * of one entry of a case's timeline or of a question's thread, of one claim, or of nothing yet.
 */
export const storedFile = pgTable(
  'stored_file',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    /** The Idempotency-Key of its upload: a repeated one finds its row. */
    uploadKey: text('upload_key').notNull(),
    state: text('state').notNull(),
    /** Of the content as it is kept. */
    sha256: bytes('sha256'),
    size: integer('size'),
    width: integer('width'),
    height: integer('height'),
    createdAt: instant('created_at').notNull(),
    caseId: text('case_id'),
    caseSeq: integer('case_seq'),
    /** Proof with a claim on an enterprise, for those who review it. */
    claimId: text('claim_id').references(() => enterpriseClaim.id),
    consultationId: text('consultation_id'),
    consultationSeq: smallint('consultation_seq'),
    /** Marked as not for the requester, whatever its entry is (D14). */
    internal: boolean('internal').notNull().default(false),
    position: integer('position'),
  },
  (t) => [
    check('stored_file_state', sql`${t.state} in (${sql.raw(quoted(fileStates))})`),
    check(
      'stored_file_whole',
      sql`${t.state} in ('arriving', 'removing') or (${t.sha256} is not null and ${t.size} > 0 and ${t.width} > 0 and ${t.height} > 0)`,
    ),
    check(
      'stored_file_attached',
      sql`(${t.state} = 'attached') = (num_nonnulls(${t.caseId}, ${t.claimId}, ${t.consultationId}) = 1)
        and num_nonnulls(${t.caseId}, ${t.claimId}, ${t.consultationId}) <= 1
        and (${t.caseId} is null) = (${t.caseSeq} is null) and (${t.consultationId} is null) = (${t.consultationSeq} is null)`,
    ),
    foreignKey({ name: 'stored_file_case_event', columns: [t.caseId, t.caseSeq], foreignColumns: [caseEvent.caseId, caseEvent.seq] }),
    foreignKey({
      name: 'stored_file_consultation_event',
      columns: [t.consultationId, t.consultationSeq],
      foreignColumns: [consultationEvent.consultationId, consultationEvent.seq],
    }),
    uniqueIndex('stored_file_upload').on(t.ownerId, t.uploadKey),
    index('stored_file_case').on(t.caseId, t.caseSeq).where(sql`${t.caseId} is not null`),
    index('stored_file_claim').on(t.claimId).where(sql`${t.claimId} is not null`),
    index('stored_file_consultation').on(t.consultationId, t.consultationSeq).where(sql`${t.consultationId} is not null`),
    index('stored_file_waiting').on(t.createdAt).where(sql`${t.state} in ('arriving', 'waiting')`),
  ],
);
