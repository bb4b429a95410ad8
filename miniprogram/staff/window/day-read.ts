import type { Input, Output } from '../../../shared/contract';
import { type Read, useRead } from '../../query';
import type { Me } from '../../session';
import { workplace } from '../roles';

export type Day = Output<'window.day'>;
export type DayRow = Day['rows'][number];

/** What the list of a day is asked with: the person's own hall, and today when no date is chosen. */
export function dayInput(me: Me, date: string | undefined): Input<'window.day'> {
  const { hallId } = workplace(me);
  return { ...(hallId ? { hallId } : {}), ...(date ? { date } : {}) };
}

/** The hall's list of a day, again every 15 seconds. Names of other people do not stay on the phone. */
export function useDay(me: Me, date: string | undefined): Read<Day> {
  return useRead('window.day', dayInput(me, date), { keep: false, refreshSeconds: 15 });
}
