import { staffReaching } from '../../db/queries/staff';
import { takeUrgentStep, urgentById, urgentToClose, urgentToEscalate } from '../../db/queries/urgent';
import type { Database } from '../../db/client';
import { later } from '../../shared/rules/shanghai';
import { nextUrgentStep, urgentFlow } from '../../shared/rules/urgent-flow';
import { urgentHistoryText } from '../../shared/text/urgent';
import type { Room } from '../call';
import { currentSettings } from '../settings';
import { tellUrgent } from '../urgent';

const batch = 200;
/** Of the heads of one unit, the nearest so many are told. */
const headsTold = 3;

/**
 * C16: who is told that an urgent request has no answer, a level a round, by night as by day; and what was answered is closed some time after the
 * time agreed on. Each request is looked at again under its lock, so any number of runs at once do each thing once.
 */
export async function urgentLate({ database }: Room, now: string): Promise<Record<'urgentEscalated' | 'urgentClosed', number>> {
  const done = { urgentEscalated: 0, urgentClosed: 0 };
  for (const id of await urgentToEscalate(database, now, batch)) if (await escalate(database, id, now)) done.urgentEscalated += 1;
  const { urgentClosesHours } = await currentSettings(database);
  const before = later(now, -urgentClosesHours * 3_600_000);
  for (const id of await urgentToClose(database, before, batch)) if (await close(database, id, before, now)) done.urgentClosed += 1;
  return done;
}

const escalate = (database: Database, id: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    const row = await urgentById(tx, id, 'lock');
    const status = row && urgentFlow[row.status].escalate;
    const due = row && nextUrgentStep(row, row.escalated);
    if (!row || !status || !due || due.at > now) return false;
    const found = await staffReaching(tx, due.level, row.unitPath);
    const told = (due.level === 'unit_head' ? found.slice(0, headsTold) : found).filter((person) => person.id !== row.askerId);
    const text = urgentHistoryText.escalated(due.level, told.map(({ name }) => name).join('、'));
    const change = { escalated: due.level, escalateAt: nextUrgentStep(row, due.level)?.at ?? null };
    await takeUrgentStep(tx, row, { action: 'escalate', status, at: now, actorId: null, text }, change);
    for (const person of told) await tellUrgent(tx, row, 'staff_urgent_late', person.id, now);
    return true;
  });

const close = (database: Database, id: string, before: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    const row = await urgentById(tx, id, 'lock');
    const since = row && (row.meetAt ?? row.answeredAt);
    if (row?.status !== 'answered' || !since || since > before) return false;
    await takeUrgentStep(tx, row, { action: 'close', status: 'closed', at: now, actorId: null, text: urgentHistoryText.closedByItself }, {});
    return true;
  });
