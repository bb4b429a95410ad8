import type { GapReason } from '../../shared/rules/gap';
import type { Db } from '../client';

/** `supplyBy`: accepted with a gap until that day; null when it must be there first. */
export type Tick = { materialId: string; state: 'ok' | 'gap'; reason: GapReason | null; note: string | null; supplyBy: string | null };

export async function tickMaterial(tx: Db, appointmentId: string, tick: Tick, by: { officerId: string; now: string }): Promise<void> {
  await tx`
    insert into material_tick (appointment_id, material_id, state, reason, note, supply_by, ticked_by, ticked_at)
    values (${appointmentId}, ${tick.materialId}, ${tick.state}, ${tick.reason}, ${tick.note}, ${tick.supplyBy}, ${by.officerId}, ${by.now})
    on conflict (appointment_id, material_id) do update
    set state = excluded.state, reason = excluded.reason, note = excluded.note, supply_by = excluded.supply_by, ticked_by = excluded.ticked_by,
      ticked_at = excluded.ticked_at`;
}

export async function untickMaterial(tx: Db, appointmentId: string, materialId: string): Promise<void> {
  await tx`delete from material_tick where appointment_id = ${appointmentId} and material_id = ${materialId}`;
}

export async function ticksOf(db: Db, appointmentId: string): Promise<Tick[]> {
  return db<Tick[]>`
    select material_id as "materialId", state, reason, note, supply_by as "supplyBy" from material_tick
    where appointment_id = ${appointmentId} order by material_id`;
}
