import type { AppJson } from '../dist';
import type { Person } from './person';
import { WxFailure } from './realm';

/** Calls that WeChat holds back until the person has agreed to the privacy notice. */
export const privateApis = [
  'getLocation',
  'getFuzzyLocation',
  'chooseLocation',
  'choosePoi',
  'chooseMedia',
  'chooseImage',
  'chooseVideo',
  'chooseMessageFile',
  'chooseAddress',
  'chooseContact',
  'addPhoneCalendar',
  'addPhoneRepeatCalendar',
  'addPhoneContact',
  'saveImageToPhotosAlbum',
  'getClipboardData',
  'setClipboardData',
  'startRecord',
  'getWeRunData',
];

/** Calls that must stand in requiredPrivateInfos of app.json. */
export const declaredApis = [
  'getLocation',
  'getFuzzyLocation',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
  'onLocationChange',
  'startLocationUpdate',
];

/** Which scope a call asks the person for. */
export const scopeOf: Record<string, string> = {
  getLocation: 'scope.userLocation',
  getFuzzyLocation: 'scope.userFuzzyLocation',
  addPhoneCalendar: 'scope.addPhoneCalendar',
  addPhoneRepeatCalendar: 'scope.addPhoneCalendar',
  saveImageToPhotosAlbum: 'scope.writePhotosAlbum',
  addPhoneContact: 'scope.addPhoneContact',
};

type PrivacyListener = (
  resolve: (answer: { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string }) => void,
  info: { referrer: string },
) => void;

/** WeChat's two gates: the privacy notice of the whole mini-program, and the permission of one ability. */
export function consentApis(app: AppJson, person: Person) {
  let agreed = false;
  const listeners: PrivacyListener[] = [];
  const scopes = new Map<string, boolean>();

  async function privacyGate(name: string): Promise<void> {
    if (agreed || !app.__usePrivacyCheck__) return;
    const answer =
      listeners.length === 0
        ? person.privacy
        : await new Promise<string>((resolve) => {
            for (const listener of listeners) {
              listener((given) => given.event !== 'exposureAuthorization' && resolve(given.event), { referrer: name });
            }
          });
    if (answer !== 'agree') throw new WxFailure('privacy permission is not authorized', { errno: 104 });
    agreed = true;
  }

  function scopeGate(scope: string): void {
    if (!scopes.has(scope)) scopes.set(scope, !person.refusedScopes.has(scope));
    if (scopes.get(scope) !== true) throw new WxFailure('auth deny', { errno: 103 });
  }

  async function gate(name: string): Promise<void> {
    if (declaredApis.includes(name) && !app.requiredPrivateInfos?.includes(name)) {
      throw new WxFailure('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json', { errno: 112 });
    }
    if (privateApis.includes(name)) await privacyGate(name);
    const scope = scopeOf[name];
    if (scope) scopeGate(scope);
  }

  const settings = () => ({ authSetting: Object.fromEntries(scopes) });
  return {
    gate,
    privacyGate,
    /** The person taps a button with open-type agreePrivacyAuthorization. */
    agree: () => {
      agreed = true;
    },
    callback: {
      getPrivacySetting: () => ({ needAuthorization: !agreed && app.__usePrivacyCheck__ === true, privacyContractName: '《用户隐私保护指引》' }),
      requirePrivacyAuthorize: async () => {
        await privacyGate('requirePrivacyAuthorize');
        return {};
      },
      openPrivacyContract: () => ({}),
      getSetting: settings,
      openSetting: () => {
        for (const scope of scopes.keys()) scopes.set(scope, !person.refusedScopes.has(scope));
        return settings();
      },
      authorize: async (options: { scope?: string }) => {
        await privacyGate('authorize');
        scopeGate(options.scope ?? '');
        return {};
      },
    },
    sync: {
      onNeedPrivacyAuthorization: (listener: PrivacyListener) => void listeners.push(listener),
    },
  };
}
