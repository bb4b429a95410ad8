import { useSyncExternalStore } from 'react';
import type { Output } from '../shared/contract';
import type { ConsentWanted } from '../shared/rules/consents';
import { kitText } from '../shared/text/kit';
import { ApiError, call } from './api';
import { askConsent, keepAgreed, keptAgreed, pageOfConsent, wantedConsent } from './consent';
import { forgetDrafts } from './draft';
import { noteEnded } from './ended';
import { forgetTaps } from './taps';
import { forgetEverythingRead, queryClient, useRead } from './query';
import { onTokens, readTokens, writeTokens } from './tokens';
import { uuid } from './uuid';
import { login, returnedCode } from './wechat/login';

export type Me = Output<'me.read'>;

type Signing = { busy: boolean; error: ApiError | null };
/** While an account ends here, no page that is still open signs in anew by itself. */
let ending = false;
let signing: Signing = { busy: false, error: null };
const listeners = new Set<() => void>();

function setSigning(next: Signing) {
  signing = next;
  for (const listener of listeners) listener();
}

async function exchange(code: string | null, asks: boolean): Promise<boolean> {
  try {
    if (!code) throw new ApiError('code_invalid', kitText.signInFailed);
    const agreed = keptAgreed();
    const { me, ...tokens } = await call('session.signIn', { code, ...(agreed ? { agreed } : {}) });
    keepAgreed(null);
    forgetEverythingRead();
    noteEnded(null);
    writeTokens({ ...tokens, refreshKey: uuid() });
    queryClient.setQueryData(['me.read', {}], me);
    setSigning({ busy: false, error: null });
    return true;
  } catch (error) {
    const wanted = error instanceof ApiError && error.code === 'consent_needed' ? wantedConsent(error.details) : null;
    if (wanted) return agreeAndSignIn(wanted, asks);
    setSigning({ busy: false, error: error instanceof ApiError ? error : new ApiError('internal', kitText.signInFailed) });
    return false;
  }
}

/** A newcomer: nothing is kept before the person has agreed, and nothing asks by itself. */
async function agreeAndSignIn(wanted: ConsentWanted, asks: boolean): Promise<boolean> {
  keepAgreed(null);
  setSigning({ busy: false, error: null });
  if (!asks || !(await askConsent(wanted))) return false;
  keepAgreed({ version: wanted.version, page: pageOfConsent() });
  return signIn();
}

/**
 * Signs in through WeChat. In the browser the page leaves for the chooser and comes back signed in. `asks: false` where nobody has tapped: a
 * newcomer, who has not agreed to the privacy notice, stays signed out.
 */
export async function signIn({ asks = true } = {}): Promise<boolean> {
  if (signing.busy || ending) return false;
  setSigning({ busy: true, error: null });
  return exchange(await login(), asks);
}

/** Finishes a sign-in that came back with the address. Called once when the app starts, before any page reads. */
export function resumeSignIn(): void {
  const code = returnedCode();
  if (!code) return;
  signing = { busy: true, error: null };
  void exchange(code, true);
}

/** Ends the session here and at the service; here also when the service cannot be reached. */
export async function signOut(): Promise<void> {
  await call('session.signOut', {}).catch(() => undefined);
  forgetSession();
}

/** The account is about to end at the service (A9), or has not ended after all. */
export function setEnding(is: boolean): void {
  ending = is;
}

/** Nothing of whoever was signed in stays on this phone, and nobody is signed in here again but by a tap. */
export function forgetSession(): void {
  noteEnded({ by: 'signed_out', what: null });
  writeTokens(null);
  forgetEverythingRead();
  // Forms hold personal numbers; what was typed is with the service.
  forgetDrafts('form:');
  forgetTaps();
}

/** Whether somebody is signed in, whether a sign-in is under way, and what went wrong with it. */
export function useSession(): Signing & { signedIn: boolean } {
  const signedIn = useSyncExternalStore(onTokens, () => readTokens() !== null);
  const state = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => signing,
  );
  return { ...state, signedIn };
}

/** The signed-in person, or undefined while nobody is or it is being read. */
export function useMe(): Me | undefined {
  const { signedIn } = useSession();
  return useRead('me.read', {}, { enabled: signedIn }).data;
}
