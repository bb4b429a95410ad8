import { defaultSettings, type Settings } from './settings';
import { addDays, type Day } from './shanghai';

/** First day whose missed appointments count (C9). */
export function noShowsCountFrom(today: Day, settings: Pick<Settings, 'noShowWithinDays'> = defaultSettings): Day {
  return addDays(today, -settings.noShowWithinDays);
}
