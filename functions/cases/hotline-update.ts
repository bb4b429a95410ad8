import type { Tx } from '../../db/client';
import { type CaseRecord, clocksOfCase, countCaseEvents } from '../../db/queries/cases';
import { queueLetter } from '../../db/queries/outbox';
import type { CaseAction } from '../../shared/rules/case-flow';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { caseEventWords } from '../../shared/text/cases';
import { newId } from '../ids';
import type { HotlineUpdate, HotlineUpdateKind } from '../ports/hotline';
import { pausedSince } from './clocks';

/** What 12345 is told of; internal notes and who handles it inside are not its business. */
const updateKinds: Partial<Record<'file' | CaseAction, HotlineUpdateKind>> = {
  file: 'received',
  contact: 'contacted',
  accept: 'accepted',
  askForMaterials: 'materials_wanted',
  supply: 'accepted',
  supplyFor: 'accepted',
  complete: 'completed',
  signOff: 'completed',
  decline: 'declined',
  withdraw: 'withdrawn',
  dispute: 'reopened',
};

/**
 * Puts the update of an order of 12345 in the outbox, after its event is recorded and while the case is locked: the events counted so far
 * number it, without gaps, from 1. Other cases need nothing.
 */
export async function tellHotline(tx: Tx, subject: CaseRecord, action: 'file' | CaseAction, text: string | null, now: string): Promise<void> {
  const kind = updateKinds[action];
  if (!subject.externalNumber || !kind) return;
  const processing = (await clocksOfCase(tx, subject.id)).find((clock) => clock.kind === 'processing' && clock.stoppedAt === null);
  const update: HotlineUpdate = {
    version: 1,
    eventId: newId('upd', now),
    orderNumber: subject.externalNumber,
    caseNumber: subject.number,
    sequence: await countCaseEvents(tx, subject.id, Object.keys(updateKinds)),
    kind,
    at: now,
    words: text ?? caseEventWords[action],
    unitName: subject.unitName,
    dueDate: processing && pausedSince(processing) === null ? shanghaiDay(processing.dueAt) : null,
  };
  await queueLetter(tx, { kind: 'hotline_update', payload: update, id: newId('out', now), now });
}
