import { readFileSync } from 'node:fs';
import type { NoticeKind } from '../../shared/text/notices';
import { type chooserRoles, readCity } from './city';

export type DemoPersona = {
  /** Of people.json. */
  key: string;
  openid: string;
  name: string;
  role: (typeof chooserRoles)[number];
  description: string;
  phone: string;
};

/**
 * The demonstration's people as its stand-ins need them: who can be chosen on the sign-in page, whose number the real-name service knows, and
 * the towns from which 12345 sends orders. All synthetic: region 990001 of the numbers does not exist.
 */
export function demoPeople(): { people: DemoPersona[]; register: { name: string; idNumber: string }[]; towns: string[] } {
  const city = readCity();
  return {
    people: city.people.flatMap(({ key, openid, name, role, description, phone }) =>
      openid && role ? [{ key, openid, name, role, description: description ?? '', phone }] : [],
    ),
    register: city.people.flatMap(({ name, idNumber }) => (idNumber ? [{ name, idNumber }] : [])),
    towns: city.units.flatMap((unit) => (unit.channel && unit.town ? [unit.town] : [])),
  };
}

/**
 * Key of a person of people.json → secret of the authenticator, for the roles that need a second factor. Published, and so of no worth: the
 * stand-in under /stand-in/second-factor shows the codes to everybody.
 */
export function demoSecondFactors(): Record<string, string> {
  return JSON.parse(readFileSync(new URL('./demo/second-factors.json', import.meta.url), 'utf8')) as Record<string, string>;
}

/** Kind of notice → id of the subscribe-message template that the stand-in for WeChat knows it by. */
export function demoTemplates(): Record<NoticeKind, string> {
  return JSON.parse(readFileSync(new URL('./demo/templates.json', import.meta.url), 'utf8')) as Record<NoticeKind, string>;
}
