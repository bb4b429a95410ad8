import type { SettingName, Settings } from './settings';

/** `by`: only by address, also of who is signed in. */
type RateRule = { setting: SettingName; windowSeconds: number; by?: 'address' };

/**
 * K4, C4: what is counted together, and how long a count runs from its first call. An endpoint's class is its kind (a read, a write, an upload, a
 * document) unless the contract names another. Holding and booking count themselves (`triesPerMinute`); codes typed wrong wait by a ladder of
 * their own (second-factor.ts), and those of staff count for their address as well.
 */
export const rateRules = {
  read: { setting: 'readsPerMinute', windowSeconds: 60 },
  write: { setting: 'writesPerMinute', windowSeconds: 60 },
  search: { setting: 'searchesPerMinute', windowSeconds: 60 },
  checklist: { setting: 'checklistsPerMinute', windowSeconds: 60 },
  document: { setting: 'documentsPerMinute', windowSeconds: 60 },
  upload: { setting: 'uploadsPerMinute', windowSeconds: 60 },
  sign_in: { setting: 'signInsPerMinute', windowSeconds: 60, by: 'address' },
  // Whoever complains without a name leaves no name here either.
  report: { setting: 'reportsPerHour', windowSeconds: 3_600, by: 'address' },
  identity: { setting: 'identityTriesPerDay', windowSeconds: 86_400 },
  // Counted where they are tried (functions/staff/codes.ts): what was right counts for nothing.
  wrong_code: { setting: 'wrongCodesPerHour', windowSeconds: 3_600, by: 'address' },
} as const satisfies Record<string, RateRule>;

export type RateClass = keyof typeof rateRules;
export const rateClasses = Object.keys(rateRules) as RateClass[];

/** Two accounts on one phone may be in a hurry at once. The phone names itself, so this stops only who does not know. */
const accountsPerDevice = 2;

/** Who asks: the person when signed in, the phone by the name it gives itself, the address it comes from when that is known. */
export type Asker = { personId: string | null; device: string | null; address: string | null };

/** Whose calls are counted, and how many each may make in the window of the class. Signed-in people do not suffer for others at their address. */
export function countedFor(rate: RateClass, { personId, device, address }: Asker, settings: Settings): { subject: string; most: number }[] {
  const rule: RateRule = rateRules[rate];
  const most = settings[rule.setting];
  if (personId === null || rule.by === 'address') return address === null ? [] : [{ subject: address, most: most * settings.peoplePerAddress }];
  return [{ subject: personId, most }, ...(device === null ? [] : [{ subject: device, most: most * accountsPerDevice }])];
}
