import type { Output } from '../../../shared/contract';
import { sameMaterial } from '../../../shared/rules/extra-material';

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
  return status === 'fulfilled' || status === 'incomplete' || status === 'no_show' ? 'callNext' : null;
}

/** What was asked for beyond the list and is not a material of it: looked at like the others. */
export function extrasToTick({ checklist, extras }: Pick<Appointment, 'checklist' | 'extras'>): Appointment['extras'] {
  return extras.filter(({ name }) => !checklist.content.materials.some((material) => sameMaterial(material.name, name)));
}

/** What nobody has looked at yet, what was promised for later, and what must be there first. */
export function tally(appointment: Pick<Appointment, 'checklist' | 'extras' | 'ticks'>): { left: number; promised: Missing[]; missing: Missing[] } {
  const byId = new Map(appointment.ticks.map((tick) => [tick.materialId, tick]));
  const all = [...appointment.checklist.content.materials, ...extrasToTick(appointment)];
  const gaps = all.flatMap(({ id, name }) => {
    const tick = byId.get(id);
    return tick?.state === 'gap' ? [{ name, tick }] : [];
  });
  return {
    left: all.filter(({ id }) => !byId.has(id)).length,
    promised: gaps.filter(({ tick }) => tick.supplyBy !== null),
    missing: gaps.filter(({ tick }) => tick.supplyBy === null),
  };
}

type Missing = { name: string; tick: Tick };
