import type { Scanned } from './scan';

/** The browser has no scanner: the code is typed. */
export const scan = (): Promise<Scanned> => Promise.resolve({ kind: 'no_camera' });

export const hasScanner = false;
