import type { Db } from '../client';

export async function tickMaterial(
  tx: Db,
  tick: { appointmentId: string; materialId: string; state: 'ok' | 'gap' | 'clear'; note: string | null; officerId: string; now: string },
): Promise<void> {
  if (tick.state === 'clear') {
    await tx`delete from material_tick where appointment_id = ${tick.appointmentId} and material_id = ${tick.materialId}`;
    return;
  }
  await tx`
    insert into material_tick (appointment_id, material_id, state, note, ticked_by, ticked_at)
    values (${tick.appointmentId}, ${tick.materialId}, ${tick.state}, ${tick.note}, ${tick.officerId}, ${tick.now})
    on conflict (appointment_id, material_id) do update
    set state = excluded.state, note = excluded.note, ticked_by = excluded.ticked_by, ticked_at = excluded.ticked_at`;
}

export async function ticksOf(db: Db, appointmentId: string): Promise<{ materialId: string; state: 'ok' | 'gap'; note: string | null }[]> {
  return db`select material_id as "materialId", state, note from material_tick where appointment_id = ${appointmentId} order by material_id`;
}
