/** What a setting counts. `yes_no` is 1 or 0. */
export const settingUnits = ['minutes', 'hours', 'days', 'times', 'pieces', 'percent', 'o_clock', 'age', 'years', 'yes_no'] as const;
export type SettingUnit = (typeof settingUnits)[number];

/** Where a setting stands on the administrator's page. */
export const settingGroups = [
  'places',
  'limits',
  'rates',
  'green_channel',
  'wait_list',
  'no_show',
  'window',
  'queue',
  'guide',
  'urgent',
  'figures',
  'notices',
  'consultations',
  'follow_up',
  'keeping',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

type SettingRule = { group: SettingGroup; unit: SettingUnit; default: number; min: number; max: number };

/**
 * Every number of C1–C16, E1–E3 and K5 that a bureau may set, with what it is where nobody has set it (product.md) and the bounds within which it
 * may be moved. What is no number of a bureau's stays in its rule: how the service works inside (rounds of jobs, rows on a page) and the yardstick of C14. Stored by name in the table `setting`; read with `currentSettings` (functions/settings.ts); words in shared/text/settings.ts.
 */
export const settingRules = {
  /** C1: days for which places exist, today included; and the hour at which those of a new day are given out, the morning after it came into sight. */
  daysAhead: { group: 'places', unit: 'days', default: 14, min: 3, max: 60 },
  newDayHour: { group: 'places', unit: 'o_clock', default: 8, min: 0, max: 23 },
  /** C3: a place is held while the form is filled in. */
  holdMinutes: { group: 'places', unit: 'minutes', default: 10, min: 2, max: 60 },
  /** C4: a freed place reappears after a random time of up to so long. */
  lateReleaseMinutes: { group: 'places', unit: 'minutes', default: 15, min: 1, max: 60 },
  /** Whether a group of an enterprise may take public places once its own are used up. */
  enterpriseTakesPublic: { group: 'places', unit: 'yes_no', default: 0, min: 0, max: 1 },
  /** Whether who walks in may take a public place of the slot once the walk-in share is used up. */
  walkInTakesPublic: { group: 'places', unit: 'yes_no', default: 1, min: 0, max: 1 },

  /** C4: live appointments of one person over all halls. */
  liveLimit: { group: 'limits', unit: 'pieces', default: 2, min: 1, max: 10 },
  /** A8: staff who ask for nothing for so long sign in again. */
  staffIdleMinutes: { group: 'limits', unit: 'minutes', default: 30, min: 5, max: 480 },
  /** A4: relatives one person books for. */
  relativeLimit: { group: 'limits', unit: 'pieces', default: 5, min: 1, max: 20 },
  /** C6: items in one visit. */
  visitItems: { group: 'limits', unit: 'pieces', default: 3, min: 1, max: 5 },
  /** C4: tries to hold or book within a minute, by one person and by one device. */
  triesPerMinute: { group: 'limits', unit: 'times', default: 20, min: 5, max: 100_000 },
  deviceTriesPerMinute: { group: 'limits', unit: 'times', default: 40, min: 5, max: 100_000 },

  /** K4: calls of one person; of one address, for those who are not signed in, `peoplePerAddress` times as many (shared/rules/rate-limits.ts). */
  readsPerMinute: { group: 'rates', unit: 'times', default: 300, min: 30, max: 100_000 },
  writesPerMinute: { group: 'rates', unit: 'times', default: 120, min: 20, max: 100_000 },
  searchesPerMinute: { group: 'rates', unit: 'times', default: 60, min: 10, max: 100_000 },
  checklistsPerMinute: { group: 'rates', unit: 'times', default: 20, min: 2, max: 100_000 },
  documentsPerMinute: { group: 'rates', unit: 'times', default: 4, min: 1, max: 100_000 },
  uploadsPerMinute: { group: 'rates', unit: 'times', default: 30, min: 5, max: 100_000 },
  signInsPerMinute: { group: 'rates', unit: 'times', default: 10, min: 2, max: 100_000 },
  reportsPerHour: { group: 'rates', unit: 'times', default: 5, min: 1, max: 100_000 },
  identityTriesPerDay: { group: 'rates', unit: 'times', default: 20, min: 3, max: 100_000 },
  /** A8: wrong codes of staff from one address, over all accounts, known devices left out: an office of forty types fewer on its first day. */
  wrongCodesPerHour: { group: 'rates', unit: 'times', default: 40, min: 10, max: 100_000 },
  /** A hall's network, a mobile carrier's gateway: so many may share an address. */
  peoplePerAddress: { group: 'rates', unit: 'pieces', default: 50, min: 1, max: 10_000 },

  /** C5: so long before a slot its unused green-channel reserve is open to everyone. */
  reserveFlowsBackHours: { group: 'green_channel', unit: 'hours', default: 24, min: 0, max: 168 },

  /** C5: who the green channel is for by age, and for how long a checked document is written down at most. */
  greenFromAge: { group: 'green_channel', unit: 'age', default: 60, min: 50, max: 90 },
  greenUnderAge: { group: 'green_channel', unit: 'age', default: 16, min: 3, max: 18 },
  greenDocumentYears: { group: 'green_channel', unit: 'years', default: 5, min: 1, max: 20 },

  /** C7: an offered place is kept for the person for so long. */
  offerMinutes: { group: 'wait_list', unit: 'minutes', default: 30, min: 5, max: 240 },
  /** Days that one person may wait for at once; with two, the lines of earlier days emptied, and what was freed there could be passed on (ADR 0030). */
  waitLimit: { group: 'wait_list', unit: 'pieces', default: 5, min: 1, max: 10 },

  /** C9: so many missed appointments within so many days block online booking for some days. */
  noShowsToBlock: { group: 'no_show', unit: 'times', default: 2, min: 1, max: 10 },
  noShowWithinDays: { group: 'no_show', unit: 'days', default: 90, min: 7, max: 365 },
  noShowBlockDays: { group: 'no_show', unit: 'days', default: 30, min: 1, max: 180 },
  /** C9: cancelling or moving within this time of the slot is marked late. */
  lateCancelMinutes: { group: 'no_show', unit: 'minutes', default: 120, min: 0, max: 2880 },

  /** C8: so long before the slot an unconfirmed appointment is confirmed by itself. */
  autoConfirmMinutes: { group: 'window', unit: 'minutes', default: 60, min: 10, max: 1440 },
  /** C11: the window for checking in, before the slot begins and after it ends. */
  checkInOpensMinutes: { group: 'window', unit: 'minutes', default: 60, min: 5, max: 480 },
  checkInClosesMinutes: { group: 'window', unit: 'minutes', default: 30, min: 0, max: 480 },
  /** C10: an offer to somebody whose place a hall took away is kept for so long, but not later than so long before it begins; it begins so long from now. */
  rebookingHours: { group: 'window', unit: 'hours', default: 24, min: 1, max: 168 },
  rebookingEndsMinutes: { group: 'window', unit: 'minutes', default: 60, min: 0, max: 60 },
  rebookingAheadMinutes: { group: 'window', unit: 'minutes', default: 120, min: 90, max: 2880 },
  /** C15: the second reminder, so long before the slot; the first comes the day before, from this hour on. */
  reminderMinutes: { group: 'window', unit: 'minutes', default: 120, min: 30, max: 720 },
  reminderHour: { group: 'window', unit: 'o_clock', default: 10, min: 6, max: 20 },

  /** C13: working days within which what was accepted as missing is to be supplied, and the most an officer may agree to. */
  gapSupplyDays: { group: 'window', unit: 'days', default: 5, min: 1, max: 30 },
  gapSupplyMostDays: { group: 'window', unit: 'days', default: 15, min: 1, max: 60 },
  /** C13: so many days before the promised one the person is reminded. */
  gapRemindDays: { group: 'window', unit: 'days', default: 2, min: 1, max: 10 },
  /** C13: from this hour on officers hear of what is overdue. */
  overdueToldHour: { group: 'window', unit: 'o_clock', default: 8, min: 6, max: 20 },

  /** C12: a missed call goes back so many places; after so many the ticket ends. */
  missedGoesBack: { group: 'queue', unit: 'pieces', default: 3, min: 1, max: 20 },
  missedEndsAfter: { group: 'queue', unit: 'times', default: 3, min: 1, max: 10 },
  /** C12: who is called when: the green channel's head start; walk-ins stand so far behind those who are booked, and further without a place of their own. */
  greenHeadStartMinutes: { group: 'queue', unit: 'minutes', default: 15, min: 0, max: 120 },
  walkInBehindMinutes: { group: 'queue', unit: 'minutes', default: 20, min: 0, max: 120 },
  walkInExtraBehindMinutes: { group: 'queue', unit: 'minutes', default: 60, min: 0, max: 240 },
  /** C12: a walk-in's place may be of a slot that begins within so long; what is further ahead belongs to who comes then. */
  walkInAheadMinutes: { group: 'queue', unit: 'minutes', default: 60, min: 0, max: 240 },
  /** C12: the estimate: minutes of one service until a hall has its own, how many such services stand beside the day's own, and the longest that counts. */
  usualServiceMinutes: { group: 'queue', unit: 'minutes', default: 12, min: 1, max: 60 },
  usualServices: { group: 'queue', unit: 'times', default: 3, min: 0, max: 30 },
  longestServiceMinutes: { group: 'queue', unit: 'minutes', default: 60, min: 10, max: 240 },

  /** F2: the six digits for a guide hold so long; the guide sees the phone's interview or form so long at most. */
  guideCodeMinutes: { group: 'guide', unit: 'minutes', default: 5, min: 1, max: 30 },
  guideMinutes: { group: 'guide', unit: 'minutes', default: 20, min: 5, max: 60 },

  /** C16: a person answers an urgent request within so long, on the clock; after it the head of the unit is told, after it again the supervisor. */
  urgentAnswerMinutes: { group: 'urgent', unit: 'minutes', default: 30, min: 5, max: 240 },
  /** C16: urgent requests of one person within 24 hours. */
  urgentPerDay: { group: 'urgent', unit: 'times', default: 3, min: 1, max: 20 },
  /** C16: an answered one is closed by itself so long after the time agreed on, or after the answer. */
  urgentClosesHours: { group: 'urgent', unit: 'hours', default: 24, min: 1, max: 168 },

  /** C14: visits for the same matter within so many days before it was settled count as trips of it; the hall's first days that stand for "before". */
  tripDays: { group: 'figures', unit: 'days', default: 60, min: 1, max: 180 },
  baselineDays: { group: 'figures', unit: 'days', default: 30, min: 7, max: 90 },

  /** J1: whom neither WeChat nor the inbox has reached after so long is called, so many times at most. */
  callAfterMinutes: { group: 'notices', unit: 'minutes', default: 240, min: 10, max: 2880 },
  callTries: { group: 'notices', unit: 'times', default: 3, min: 1, max: 10 },
  /** J2: what comes to one of staff within so long leaves as one message; between these hours none leaves. */
  staffBatchMinutes: { group: 'notices', unit: 'minutes', default: 10, min: 0, max: 120 },
  staffQuietFrom: { group: 'notices', unit: 'o_clock', default: 21, min: 0, max: 23 },
  staffQuietUntil: { group: 'notices', unit: 'o_clock', default: 8, min: 0, max: 23 },
  /** F1: working days within which a question is answered; hours on the clock for an urgent one. */
  consultWorkingDays: { group: 'consultations', unit: 'days', default: 2, min: 1, max: 10 },
  consultUrgentHours: { group: 'consultations', unit: 'hours', default: 4, min: 1, max: 24 },
  /** F1: questions of one person that wait for an answer at once. */
  consultWaiting: { group: 'consultations', unit: 'pieces', default: 5, min: 1, max: 20 },
  /** F6: working days within which a complaint, a suggestion or what could not be done is answered; so many of one person wait at once. */
  complaintWorkingDays: { group: 'consultations', unit: 'days', default: 5, min: 1, max: 30 },
  complaintWaiting: { group: 'consultations', unit: 'pieces', default: 5, min: 1, max: 20 },
  /** F1: an answered question is closed by itself so many days later. */
  consultClosesDays: { group: 'consultations', unit: 'days', default: 7, min: 1, max: 60 },
  /** E1: a visit may be rated so long after its end, when nobody stands at the counter any more. */
  ratingDelayMinutes: { group: 'follow_up', unit: 'minutes', default: 30, min: 0, max: 1440 },
  /** E1: so long it may be rated; then it stays not rated. */
  ratingOpenDays: { group: 'follow_up', unit: 'days', default: 30, min: 3, max: 180 },
  /** E3: working days within which who gave a low rating is contacted, and within which it is put right: ordinary and complex matters. */
  remedyContactDays: { group: 'follow_up', unit: 'days', default: 1, min: 1, max: 5 },
  remedyDays: { group: 'follow_up', unit: 'days', default: 5, min: 1, max: 15 },
  remedyComplexDays: { group: 'follow_up', unit: 'days', default: 15, min: 5, max: 30 },
  /** E2: who has not answered in the app so long after being asked is called; so many calls without an answer end it. */
  returnListDays: { group: 'follow_up', unit: 'days', default: 3, min: 1, max: 9 },
  returnTries: { group: 'follow_up', unit: 'times', default: 3, min: 1, max: 10 },
  /**
   * K5: how long what is over is kept (db/data-map/kinds.ts). No law that could be read names these periods; each is the shortest with which the
   * service still works (PIPL art. 19): a sign-in and a letter until nobody asks what became of them, notices for a year of looking back, a list
   * nobody used for half a year, what was done for a person for three years, in which it may still be asked about.
   */
  keepSessionDays: { group: 'keeping', unit: 'days', default: 30, min: 1, max: 365 },
  keepLetterDays: { group: 'keeping', unit: 'days', default: 30, min: 7, max: 365 },
  keepReceiptDays: { group: 'keeping', unit: 'days', default: 90, min: 7, max: 730 },
  keepUnusedDays: { group: 'keeping', unit: 'days', default: 180, min: 7, max: 1095 },
  keepNoticeDays: { group: 'keeping', unit: 'days', default: 365, min: 30, max: 1095 },
  keepRecordYears: { group: 'keeping', unit: 'years', default: 3, min: 1, max: 30 },
} as const satisfies Record<string, SettingRule>;

export type SettingName = keyof typeof settingRules;
/** The numbers as they hold now. */
export type Settings = Record<SettingName, number>;

export const settingNames = Object.keys(settingRules) as [SettingName, ...SettingName[]];

/** The numbers where nobody has set any. */
export const defaultSettings: Settings = Object.fromEntries(settingNames.map((name) => [name, settingRules[name].default])) as Settings;

/** Whether the number may be set: whole and within the bounds of its rule. */
export function isSettingValue(name: SettingName, value: unknown): value is number {
  const { min, max } = settingRules[name];
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

/** The defaults with what a bureau has set over them; a stored value out of its bounds counts as not set. */
export function settingsFrom(stored: readonly { name: string; value: unknown }[]): Settings {
  const settings = { ...defaultSettings };
  for (const name of settingNames) {
    const value = stored.find((row) => row.name === name)?.value;
    if (isSettingValue(name, value)) settings[name] = value;
  }
  return settings;
}

/** Numbers that pages say to everybody before they tap: within how long somebody answers, how long a guide sees what is on the phone. */
export const promisedNumbers = [
  'guideMinutes',
  'consultWorkingDays',
  'consultUrgentHours',
  'complaintWorkingDays',
] as const satisfies readonly SettingName[];
