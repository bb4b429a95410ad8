import type { Database } from '../../db/client';
import {
  consultationById,
  consultationsToClose,
  lateConsultations,
  markConsultationLate,
  takeConsultationStep,
} from '../../db/queries/consultations';
import { knowledgeByCode, knowledgeToReview, markReminded } from '../../db/queries/knowledge';
import { staffReaching } from '../../db/queries/staff';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import { dayText } from '../../shared/text/when';
import type { Room } from '../call';
import { tellConsultation } from '../consultations';
import { notify } from '../notify';
import { currentSettings } from '../settings';

const batch = 200;
const dayMs = 24 * 3_600_000;

type Done = Record<'consultationsLate' | 'consultationsClosed' | 'knowledgeToReview', number>;

/**
 * F1, F3: the head of the unit is told of a question past its deadline, once for each deadline; an answered one is closed some days later; the owner
 * of an entry past its review date is reminded once. Each is looked at again under its lock, so any number of runs at once do each thing once.
 */
export async function consultations({ database }: Room, now: string): Promise<Done> {
  const done: Done = { consultationsLate: 0, consultationsClosed: 0, knowledgeToReview: 0 };
  for (const id of await lateConsultations(database, now, batch)) if (await tellLate(database, id, now)) done.consultationsLate += 1;
  const before = later(now, -(await currentSettings(database)).consultClosesDays * dayMs);
  for (const id of await consultationsToClose(database, before, batch)) if (await close(database, id, before, now)) done.consultationsClosed += 1;
  for (const code of await knowledgeToReview(database, shanghaiDay(now), batch)) if (await remind(database, code, now)) done.knowledgeToReview += 1;
  return done;
}

const tellLate = (database: Database, id: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    if (!(await markConsultationLate(tx, id, now))) return false;
    const row = await consultationById(tx, id);
    if (!row) return false;
    const heads = (await staffReaching(tx, 'unit_head', row.unitPath)).slice(0, 1).map((head) => head.id);
    for (const personId of new Set([row.ownerId, ...heads]))
      if (personId !== row.askerId) await tellConsultation(tx, row, 'staff_consultation_late', personId, now);
    return true;
  });

const close = (database: Database, id: string, before: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    const row = await consultationById(tx, id, 'lock');
    if (row?.status !== 'answered' || row.answeredAt === null || row.answeredAt > before) return false;
    await takeConsultationStep(tx, row, { action: 'close', status: 'closed', at: now, actorId: null, text: null });
    return true;
  });

const remind = (database: Database, code: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    if (!(await markReminded(tx, code, shanghaiDay(now)))) return false;
    const entry = await knowledgeByCode(tx, code);
    if (!entry) return false;
    const personId = entry.ownerId ?? (await staffReaching(tx, 'unit_head', entry.unitPath))[0]?.id;
    if (personId === undefined) return false;
    const facts = { question: entry.question, due: dayText(entry.reviewOn) };
    await notify(tx, { personId, kind: 'staff_knowledge_review', subjectId: null, facts, now });
    return true;
  });
