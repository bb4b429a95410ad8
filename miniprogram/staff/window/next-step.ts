import type { Output } from '../../../shared/contract';

export type Appointment = Output<'window.read'>;
export type Material = Appointment['checklist']['content']['materials'][number];
export type Tick = Appointment['ticks'][number];

/** What the officer does next with an appointment; null when nothing but waiting is left. */
export type NextStep = 'confirm' | 'checkIn' | 'start' | 'complete' | 'callNext';

export function nextStep({ status, actions, ticket }: Appointment): NextStep | null {
  if (ticket?.actions.includes('start')) return 'start';
  // Set aside or passed on, somebody in service is nobody's here until called again.
  const isElsewhere = ticket?.status === 'waiting' || ticket?.status === 'parked';
  if (isElsewhere && status !== 'booked' && status !== 'confirmed') return 'callNext';
  if (actions.includes('complete')) return 'complete';
  if (actions.includes('checkIn')) return 'checkIn';
  if (actions.includes('confirm')) return 'confirm';
  // Done with this person, or passed over: the next one waits.
  return status === 'fulfilled' || status === 'no_show' ? 'callNext' : null;
}

/** Materials nobody has looked at yet, and those with a gap. */
export function tally({ checklist, ticks }: Appointment): { left: number; gaps: { name: string; note: string | null }[] } {
  const byId = new Map(ticks.map((tick) => [tick.materialId, tick]));
  const { materials } = checklist.content;
  return {
    left: materials.filter(({ id }) => !byId.has(id)).length,
    gaps: materials.flatMap(({ id, name }) => {
      const tick = byId.get(id);
      return tick?.state === 'gap' ? [{ name, note: tick.note }] : [];
    }),
  };
}
