import type { Tx } from '../../db/client';
import { type CaseRecord, insertCase, type NewCase, nextNumber, readCase } from '../../db/queries/cases';
import type { Receiver } from '../../db/queries/enterprises';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { newId } from '../ids';
import { startClocks } from './clocks';
import { tellHotline } from './hotline-update';
import { tellCase } from './notices';

export type Filing = Pick<NewCase, 'channel' | 'category' | 'title' | 'body' | 'place' | 'enterpriseId' | 'requesterId' | 'externalNumber' | 'now'>;

/**
 * Files a request: it has a number, an owner and its clocks from the first second. The owner is the liaison officer, else the duty person
 * (D3). Null when the order of 12345 is here already.
 */
export async function fileCase(tx: Tx, calendar: WorkCalendar, filing: Filing, receiver: Receiver): Promise<CaseRecord | null> {
  const { now } = filing;
  const ownerId = receiver.liaisonId ?? receiver.dutyPersonId;
  if (!ownerId) throw new Error(`unit ${receiver.unitId} has no duty person, nor has any above it`);
  const clocks = startClocks(calendar, filing.category, now);
  const id = newId('case', now);
  const number = await caseNumber(tx, now);
  const added = await insertCase(tx, { ...filing, id, number, unitId: receiver.unitId, ownerId, liaisonId: receiver.liaisonId }, clocks);
  if (!added) return null;
  const filed = await readCase(tx, id);
  if (!filed) throw new Error('a case just filed is gone');
  await tellHotline(tx, filed, 'file', null, now);
  await tellCase(tx, filed, 'case_received', filed.requesterId, now);
  await tellCase(tx, filed, 'staff_case_assigned', ownerId, now);
  return filed;
}

/** D20261122-00001: the Shanghai date, and the running number of that day. */
async function caseNumber(tx: Tx, now: string): Promise<string> {
  const day = shanghaiDay(now).replaceAll('-', '');
  return `D${day}-${String(await nextNumber(tx, 'case', day)).padStart(5, '0')}`;
}
