import { type Day, daysBetween } from './shanghai';

/** Days that figures and searches of the log may be of at once: a leap year. */
export const longestDays = 366;

/** Whether these are the days, both within, of a period that may be asked for. */
export const isPeriod = (from: Day, until: Day): boolean => until >= from && daysBetween(from, until) < longestDays;
