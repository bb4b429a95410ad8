import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { naiveWorkingDays, workedDays } from '../../shared/naive-work-time';
import { aPerson } from '../../support/builders';
import { aCaseTown, type CaseTown } from '../../support/case-town';
import { startTestServer, type TestServer } from '../../support/server';

export type Place = 'bureau' | 'east' | 'west' | 'below';
type Role = 'liaison' | 'handler' | 'unit_head' | 'supervisor' | 'administrator' | 'officer';

/** Everybody, and which role they hold where: own unit (east), above (bureau), below, sibling (west); the firm, another firm, nobody. */
const posts = {
  employee: null,
  colleague: null,
  rival: null,
  outsider: null,
  liaison: ['liaison', 'east'],
  handler: ['handler', 'east'],
  secondHandler: ['handler', 'east'],
  unitHead: ['unit_head', 'east'],
  eastSupervisor: ['supervisor', 'east'],
  officer: ['officer', 'east'],
  supervisor: ['supervisor', 'bureau'],
  administrator: ['administrator', 'bureau'],
  bureauHead: ['unit_head', 'bureau'],
  belowHandler: ['handler', 'below'],
  belowHead: ['unit_head', 'below'],
  strangerHandler: ['handler', 'west'],
  strangerHead: ['unit_head', 'west'],
} as const satisfies Record<string, readonly [Role, Place] | null>;
export type Who = keyof typeof posts;
export const people = Object.keys(posts) as Who[];

const trees: Record<Place, readonly Place[]> = {
  bureau: ['bureau', 'east', 'west', 'below'],
  east: ['east', 'below'],
  west: ['west'],
  below: ['below'],
};

/** Whether somebody holds one of the roles at this unit or above it. */
export function holds(who: Who, roles: readonly Role[], at: Place): boolean {
  const post = posts[who];
  return post !== null && roles.includes(post[0]) && trees[post[1]].includes(at);
}
export const ofFirm = (who: Who) => who === 'employee' || who === 'colleague';
export const caseRoles = ['liaison', 'handler', 'unit_head', 'supervisor'] as const;

export type World = {
  service: TestServer;
  town: CaseTown;
  who: Record<Who, { id: string; token: string }>;
  units: Record<Place, string>;
  rivalFirm: string;
  /** The day that is so many working days after an instant, by the naive calendar. */
  workingDay(from: string, days: number): string | null;
};

/** Monday 09:00 in Shanghai. */
export const monday = '2026-11-23T01:00:00.000Z';

/** The service on a real Postgres, and a town with a station below and a bureau above. */
export async function openWorld(): Promise<World> {
  const service = await startTestServer({ jobs: false, now: monday });
  const { db } = service;
  const town = await aCaseTown(db);
  const bureau = town.unitId.replace('-east', '');
  const units = { bureau, east: town.unitId, west: `${bureau}-west`, below: `${town.unitId}-station` };
  await db`
    insert into unit (id, parent_id, path, kind, name, town, is_channel, phone, hours)
    values (${units.below}, ${units.east}, ${`${bureau}/${units.east}/${units.below}/`}, 'station', '东区派出所', null, false, '0769-00000001', '工作日')`;
  const rivalFirm = `${bureau}-rival`;
  await db`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id)
    values (${rivalFirm}, ${rivalFirm}, '另一家公司', ${town.town}, ${units.east}, ${town.liaison.id})`;
  const made = await Promise.all(
    people.map(async (name): Promise<[Who, { id: string; token: string }]> => {
      if (name in town) return [name, town[name as keyof CaseTown & Who]];
      const person = await aPerson(db, { name });
      const post = posts[name];
      if (post) await db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${units[post[1]]}, ${post[0]})`;
      return [name, person];
    }),
  );
  const who = Object.fromEntries(made) as World['who'];
  await db`insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${rivalFirm}, ${who.rival.id}, 'principal', ${monday})`;
  await db`update unit set duty_person_id = ${who.officer.id} where id = ${units.east}`;
  await db`update session set access_expires_at = '2099-01-01', refresh_expires_at = '2099-01-01'`;
  const worked = workedDays(JSON.parse(readFileSync(join(import.meta.dirname, '../../../db/content/calendar/work-calendar.json'), 'utf8')));
  return { service, town, who, units, rivalFirm, workingDay: (from, days) => naiveWorkingDays(worked, from, days, []) };
}

/** A case of the firm that the handler of the own unit has accepted. */
export async function acceptedCase({ service, town, who }: World): Promise<string> {
  const said = { enterpriseId: town.enterpriseId, category: 'safety_guidance', title: '试走一件', body: '这是一件用来试走的诉求。' } as const;
  const filed = await service.call('cases.file', said, who.employee.token);
  const accepted = await service.call('desk.accept', { id: filed.body.id }, who.handler.token);
  if (accepted.status !== 200) throw new Error(`no case to walk on: ${filed.text} ${accepted.text}`);
  return filed.body.id;
}
