import type { Tx } from '../../db/client';
import type { AppointmentRow } from '../../db/queries/appointments';
import { checklistByCode } from '../../db/queries/checklists';
import { extrasOf, insertExtra } from '../../db/queries/extras';
import { earlierNotice } from '../../db/queries/one-time-notices';
import { tickMaterial, untickMaterial } from '../../db/queries/ticks';
import { refuse } from '../../shared/contract/errors';
import type { Input } from '../../shared/contract/index';
import type { ChecklistMaterial } from '../../shared/rules/checklist';
import { isSupplyDay, mayFollow } from '../../shared/rules/gap';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { newId } from '../ids';
import { beyondNotice, supplyDays } from './standing';
import type { WindowCall } from './visit';

type TickInput = Input<'window.tick'>;
type GapInput = Extract<TickInput, { state: 'gap' }>;

/**
 * Ticks a material of the list, or something asked for beyond it, against its key points. A gap that is accepted needs a material and a reason that
 * may follow and a day within the limits; one that nobody was told of at the last visit needs a reason (B8).
 */
export async function tick(call: WindowCall, tx: Tx, row: AppointmentRow, input: TickInput): Promise<void> {
  const list = await checklistByCode(tx, row.checklistCode);
  const material = list?.content.materials.find(({ id }) => id === input.materialId);
  const isExtra = !material && (await extrasOf(tx, row.id)).some(({ id }) => id === input.materialId);
  if (!list || (!material && !isExtra)) refuse('not_found');
  const { materialId } = input;
  const by = { officerId: call.actor.personId, now: call.now };
  if (input.state !== 'gap') {
    if (input.state === 'clear') return untickMaterial(tx, row.id, materialId);
    return tickMaterial(tx, row.id, { materialId, state: 'ok', reason: null, note: null, supplyBy: null }, by);
  }
  if (input.reason === 'other' && !input.note) refuse('invalid_input', { issues: [{ path: 'note', problem: 'missing' }] });
  if (input.supplyBy !== undefined) await allowSupply(call, tx, material ?? null, input.reason, input.supplyBy);
  if (material) await justifyBeyond(call, tx, row, { material, itemVersion: list.itemVersion }, input);
  const { reason, note = null, supplyBy = null } = input;
  await tickMaterial(tx, row.id, { materialId, state: 'gap', reason, note, supplyBy }, by);
}

async function allowSupply(call: WindowCall, tx: Tx, material: ChecklistMaterial | null, reason: GapInput['reason'], day: string): Promise<void> {
  if (!material || !mayFollow(material, reason)) refuse('gap_not_allowed', { material: material?.id ?? null });
  const days = (await supplyDays(call, tx)) ?? refuse('calendar_unknown');
  if (!isSupplyDay(day, shanghaiDay(call.now), days.latest)) refuse('supply_day_wrong', { latest: days.latest });
}

async function justifyBeyond(
  call: WindowCall,
  tx: Tx,
  row: AppointmentRow,
  { material, itemVersion }: { material: ChecklistMaterial; itemVersion: number },
  { beyond }: GapInput,
): Promise<void> {
  const earlier = await earlierNotice(tx, row);
  if (!earlier || !(await beyondNotice(tx, earlier)).includes(material.id)) return;
  if ((await extrasOf(tx, row.id)).some(({ name }) => name === material.name)) return;
  if (!beyond) refuse('beyond_notice', { material: material.id });
  const asked = { appointmentId: row.id, itemCode: row.itemCode, itemVersion, askedBy: call.actor.personId, askedAt: call.now };
  await insertExtra(tx, { id: newId('extra', call.now), name: material.name, ...beyond, ...asked });
}
