import { useSyncExternalStore } from 'react';
import Taro from '@tarojs/taro';
import { type ConsentPurpose, consentPurposes, type ConsentWanted } from '../shared/rules/consents';

type Asked = ConsentWanted & { said: Promise<boolean>; say: (agreed: boolean) => void };

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function set(next: Asked | null) {
  asked = next;
  for (const listener of listeners) listener();
}

/** What a refusal `consent_needed` names; null when its details are of another form. */
export function wantedConsent(details: unknown): ConsentWanted | null {
  const { purpose, version } = (details ?? {}) as Partial<Record<keyof ConsentWanted, unknown>>;
  return consentPurposes.some((one) => one === purpose) && typeof version === 'string' ? { purpose: purpose as ConsentPurpose, version } : null;
}

/** Asks on the page that is open whether the person agrees; true once that is said. Whoever asks the same meanwhile waits for the same answer. */
export function askConsent(wanted: ConsentWanted): Promise<boolean> {
  if (asked?.purpose === wanted.purpose) return asked.said;
  asked?.say(false);
  let say: (agreed: boolean) => void = () => undefined;
  const said = new Promise<boolean>((resolve) => {
    say = (agreed) => {
      if (asked?.said === said) set(null);
      resolve(agreed);
    };
  });
  set({ ...wanted, said, say });
  return said;
}

/** What is asked at the moment; null when nothing is. */
export function useAskedConsent(): Asked | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}

/** The page that is open, as the contract wants it named. */
export function pageOfConsent(): string {
  const pages = Taro.getCurrentPages();
  return (pages[pages.length - 1]?.route ?? '').replace(/\?.*$/, '').replace(/^\//, '') || 'pages/unknown';
}

const KEY = 'agreed';

/** What a newcomer has agreed to before there is an account to keep it with: it goes with the sign-in, also over the page that leaves for the chooser. */
export const keepAgreed = (agreed: { version: string; page: string } | null): void => Taro.setStorageSync(KEY, agreed ?? '');

export function keptAgreed(): { version: string; page: string } | null {
  const kept: unknown = Taro.getStorageSync(KEY);
  return kept && typeof kept === 'object' && 'version' in kept && 'page' in kept ? { version: String(kept.version), page: String(kept.page) } : null;
}
