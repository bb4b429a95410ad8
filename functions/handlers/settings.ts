import type { Db } from '../../db/client';
import { changeSetting, lockSettings, settingHistory, storedSettings } from '../../db/queries/settings';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { isSettingValue, settingNames, settingRules, settingsFrom } from '../../shared/rules/settings';
import type { Handlers } from '../call';
import { forgetSettings } from '../settings';

const shownChanges = 50;

/** The numbers of C3–C11: what holds, and who changed what. */
export const settings = {
  'settings.list': (call) => page(call.database),

  'settings.promised': async ({ settings: { guideMinutes, consultWorkingDays, consultUrgentHours, complaintWorkingDays } }) => ({
    guideMinutes,
    consultWorkingDays,
    consultUrgentHours,
    complaintWorkingDays,
  }),

  'settings.change': async (call) => {
    const { name, from, to, reason } = call.input;
    if (!isSettingValue(name, to)) refuse('setting_out_of_bounds', { min: settingRules[name].min, max: settingRules[name].max });
    const changed = await call.write(async (tx) => {
      await lockSettings(tx);
      const value = settingsFrom(await storedSettings(tx, [name]))[name];
      if (value !== from || value === to) refuse('setting_changed', { value });
      await changeSetting(tx, { name, from, to, reason, by: call.actor.personId, now: call.now });
      return page(tx);
    });
    forgetSettings(call.database);
    return changed;
  },
} satisfies Handlers<'settings.'>;

async function page(db: Db): Promise<Output<'settings.list'>> {
  const values = settingsFrom(await storedSettings(db, settingNames));
  return {
    settings: settingNames.map((name) => {
      const { group, unit, min, max, default: usual } = settingRules[name];
      return { name, group, unit, value: values[name], usual, min, max };
    }),
    history: await settingHistory(db, settingNames, shownChanges),
  };
}
