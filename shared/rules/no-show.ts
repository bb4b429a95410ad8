import { addDays, type Day } from './shanghai';

/** C9: so many missed appointments within so many days block online booking for some days; walk-in stays open. */
export const noShowRule = { missed: 2, withinDays: 90, blockDays: 30 } as const;

/** First day whose missed appointments count. */
export function noShowsCountFrom(today: Day): Day {
  return addDays(today, -noShowRule.withinDays);
}
