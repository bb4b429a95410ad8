import type { CaseChange, CaseRecord, ClockRow } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import { processingLimit } from '../../shared/rules/case-clocks';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { changeLimit } from './clocks';

export type NewClass = { complexity: 'complex' | 'especially_complex'; day?: string | undefined };

/** The case in another class (D4), with the clock that follows from it: one month, or a day not before the date it has. Refuses `wrong_state`, `day_too_early`. */
export function classified(
  calendar: WorkCalendar,
  subject: CaseRecord,
  clocks: ClockRow[],
  { complexity, day }: NewClass,
  now: string,
): { change: CaseChange; clocks: ClockRow[] } {
  if (complexity === subject.complexity) refuse('wrong_state');
  const { category, channel, danger, processingDueAt } = subject;
  if (complexity === 'complex') {
    return { change: { complexity }, clocks: changeLimit({ calendar, danger }, clocks, processingLimit({ category, channel, complexity })) };
  }
  if (day === undefined || day < shanghaiDay(processingDueAt ?? now)) return refuse('day_too_early');
  const own = { day, setAt: now };
  return { change: { complexity }, clocks: changeLimit({ calendar, danger }, clocks, processingLimit({ category, channel, complexity, own })) };
}
