import { declaredApis, privateApis } from '../runtime/consent';
import { append, calledMembers, type Check, rewriteAppJson } from './build';

/** WeChat shows permission.<scope>.desc only for location; without it the call fails on review. */
const locationScopes: Record<string, string> = {
  getLocation: 'scope.userLocation',
  onLocationChange: 'scope.userLocation',
  startLocationUpdate: 'scope.userLocation',
  getFuzzyLocation: 'scope.userFuzzyLocation',
};

export const privacy: Check[] = [
  {
    name: 'the privacy check of WeChat is on',
    find(build) {
      if (build.app.__usePrivacyCheck__ === true) return [];
      const called = calledMembers(build);
      return ['__usePrivacyCheck__ is not true', ...privateApis.filter((api) => called.has(api)).map((api) => `… and ${api} is called`)];
    },
    spoil: (root) => rewriteAppJson(root, (app) => delete app.__usePrivacyCheck__),
  },
  {
    name: 'requiredPrivateInfos names exactly the location calls of the bundle',
    find(build) {
      const called = calledMembers(build);
      const declared = build.app.requiredPrivateInfos ?? [];
      return [
        ...declaredApis.filter((api) => called.has(api) && !declared.includes(api)).map((api) => `${called.get(api)} calls ${api}, undeclared`),
        ...declared.filter((api) => !called.has(api)).map((api) => `${api} is declared and never called`),
      ];
    },
    spoil: (root) => append(root, 'app.js', ';function seeded(){wx.chooseAddress({})}'),
  },
  {
    name: 'every location permission says what it is for',
    find(build) {
      const called = calledMembers(build);
      return Object.entries(locationScopes)
        .filter(([api, scope]) => called.has(api) && !build.app.permission?.[scope]?.desc)
        .map(([api, scope]) => `${api} needs permission["${scope}"].desc`);
    },
    spoil(root) {
      append(root, 'app.js', ';function seeded(){wx.getLocation({})}');
      rewriteAppJson(root, (app) => delete app.permission);
    },
  },
];
