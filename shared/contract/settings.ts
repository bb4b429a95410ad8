import * as z from 'zod/mini';
import { promisedNumbers, settingGroups, settingNames, settingUnits } from '../rules/settings';
import { endpoint } from './endpoint';
import { instant, words } from './shapes';

const setting = z.strictObject({
  name: z.enum(settingNames),
  group: z.enum(settingGroups),
  unit: z.enum(settingUnits),
  value: z.number(),
  /** What holds where nobody has set it. */
  usual: z.number(),
  min: z.number(),
  max: z.number(),
});

const settingsPage = z.strictObject({
  settings: z.array(setting),
  /** Newest first. */
  history: z.array(
    z.strictObject({ name: z.enum(settingNames), from: z.number(), to: z.number(), reason: z.string(), by: z.nullable(z.string()), at: instant }),
  ),
});

/** The numbers of C3–C11, kept by an administrator. */
export const settings = {
  'settings.list': endpoint({
    summary: 'Every number a bureau may set, its bounds, and who changed what',
    audience: ['administrator'],
    input: z.strictObject({}),
    output: settingsPage,
    errors: [],
  }),
  'settings.promised': endpoint({
    summary: 'Numbers that pages say to everybody, as they are set',
    audience: 'anyone',
    input: z.strictObject({}),
    output: z.record(z.enum(promisedNumbers), z.number()),
    errors: [],
    cacheSeconds: 60,
  }),
  'settings.change': endpoint({
    summary: 'Set a number from what it was seen to be, with a reason',
    audience: ['administrator'],
    input: z.strictObject({ name: z.enum(settingNames), from: z.int(), to: z.int(), reason: words(4, 100) }),
    output: settingsPage,
    errors: ['setting_out_of_bounds', 'setting_changed'],
  }),
};
