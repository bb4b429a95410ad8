import type { Tx } from '../../db/client';
import { type CaseRecord, insertCase, type NewCase, nextNumber, readCase } from '../../db/queries/cases';
import type { Receiver } from '../../db/queries/enterprises';
import { dangerIn } from '../../shared/rules/danger-words';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { addPhotos } from '../files';
import { newId } from '../ids';
import { checkBeforeShown } from '../text-checks';
import { startClocks } from './clocks';
import { tellHotline } from './hotline-update';
import { tellCase } from './notices';

export type Filing = Pick<NewCase, 'channel' | 'category' | 'title' | 'body' | 'place' | 'enterpriseId' | 'requesterId' | 'now'> & {
  point?: { latitude: number; longitude: number } | undefined;
  itemCode?: string | undefined;
  /** Staff who took it down; otherwise the requester filed it. */
  filedBy?: string;
  /** Handed in before by whoever files it. */
  photos?: readonly string[] | undefined;
  /** To whom, by the through train. */
  cityLeaderId?: string | null;
  /** Order number at 12345. */
  externalNumber?: string;
};

/**
 * Files a request: it has a number, an owner and its clocks from the first second. The owner is the liaison officer, else the duty person
 * (D3). Null when the order of 12345 is here already.
 */
export async function fileCase(tx: Tx, calendar: WorkCalendar, filing: Filing, receiver: Receiver): Promise<CaseRecord | null> {
  const { now, point, channel, category, title, body, place, enterpriseId, requesterId } = filing;
  const ownerId = receiver.liaisonId ?? receiver.dutyPersonId;
  if (!ownerId) throw new Error(`unit ${receiver.unitId} has no duty person, nor has any above it`);
  const danger = dangerIn(`${title} ${body}`) !== null;
  const clocks = startClocks({ calendar, danger }, { category, channel, complexity: 'general' }, now);
  const id = newId('case', now);
  const number = await caseNumber(tx, now);
  const row: NewCase = {
    id,
    number,
    channel,
    category,
    title,
    body,
    place,
    enterpriseId,
    requesterId,
    danger,
    now,
    ownerId,
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    itemCode: filing.itemCode ?? null,
    filedBy: filing.filedBy ?? requesterId,
    externalNumber: filing.externalNumber ?? null,
    cityLeaderId: filing.cityLeaderId ?? null,
    unitId: receiver.unitId,
    liaisonId: receiver.liaisonId,
  };
  const added = await insertCase(tx, row, clocks);
  if (!added) return null;
  // What staff took down, or 12345 sent, is not the firm's own words.
  if (enterpriseId !== null && filing.filedBy === undefined && filing.externalNumber === undefined)
    await checkBeforeShown(tx, { kind: 'request', subjectId: id, seq: 1 }, { authorId: requesterId, now });
  await addPhotos(tx, { caseId: id, seq: 1 }, row.filedBy, filing);
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
