import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../db/client';
import type { EnterpriseRole, StaffRole } from '../../shared/rules/roles';
import type { WorkCalendarData } from '../../shared/rules/work-calendar';
import { aPerson } from './builders';
import { testNow } from './test-city';

type Someone = { id: string; token: string };

/** A town with a contact channel, an enterprise and the people around it, apart from the demo city. */
export type CaseTown = {
  town: string;
  unitId: string;
  enterpriseId: string;
  /** Files the requests; the principal, so that the through train is open too. */
  employee: Someone;
  colleague: Someone;
  outsider: Someone;
  liaison: Someone;
  handler: Someone;
  secondHandler: Someone;
  unitHead: Someone;
  supervisor: Someone;
  administrator: Someone;
  officer: Someone;
  dutyPerson: Someone;
  /** Handler and head of the neighbouring unit. */
  strangerHandler: Someone;
  strangerHead: Someone;
};

export async function aCaseTown(db: Database, name = '试办镇'): Promise<CaseTown> {
  await loadCalendar(db);
  const bureau = `${name === '试办镇' ? 'trial' : 'trial2'}-bureau`;
  const unitId = `${bureau}-east`;
  const stranger = `${bureau}-west`;
  const duty = await aPerson(db, { name: '值班钱某' });
  await unit(db, { id: bureau, parentId: null, path: `${bureau}/`, kind: 'bureau', name: '试办市局', town: null, isChannel: false, duty: duty.id });
  await unit(db, {
    id: unitId,
    parentId: bureau,
    path: `${bureau}/${unitId}/`,
    kind: 'sub_bureau',
    name: `${name}分局`,
    town: name,
    isChannel: true,
    duty: duty.id,
  });
  await unit(db, {
    id: stranger,
    parentId: bureau,
    path: `${bureau}/${stranger}/`,
    kind: 'sub_bureau',
    name: '邻镇分局',
    town: `${name}邻`,
    isChannel: true,
    duty: null,
  });
  const staff = async (role: StaffRole, at: string, named: string): Promise<Someone> => {
    const person = await aPerson(db, { name: named });
    await db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${at}, ${role})`;
    return person;
  };
  const liaison = await staff('liaison', unitId, '李联络');
  const enterpriseId = `${unitId}-works`;
  await db`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id, through_train)
    values (${enterpriseId}, ${`91441900${unitId}`}, '试办电子有限公司', ${name}, ${unitId}, ${liaison.id}, true)`;
  const member = async (named: string, role: EnterpriseRole): Promise<Someone> => {
    const person = await aPerson(db, { name: named });
    await db`
      insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${enterpriseId}, ${person.id}, ${role}, ${testNow})`;
    return person;
  };
  return {
    town: name,
    unitId,
    enterpriseId,
    employee: await member('周员工', 'principal'),
    colleague: await member('吴同事', 'employee'),
    outsider: await aPerson(db, { name: '外人' }),
    liaison,
    handler: await staff('handler', unitId, '陈承办'),
    secondHandler: await staff('handler', unitId, '郑承办'),
    unitHead: await staff('unit_head', unitId, '王负责'),
    supervisor: await staff('supervisor', bureau, '冯督办'),
    administrator: await staff('administrator', bureau, '管理员'),
    officer: await staff('officer', unitId, '褚窗口'),
    dutyPerson: duty,
    strangerHandler: await staff('handler', stranger, '邻镇承办'),
    strangerHead: await staff('unit_head', stranger, '邻镇负责'),
  };
}

type UnitSeed = {
  id: string;
  parentId: string | null;
  path: string;
  kind: string;
  name: string;
  town: string | null;
  isChannel: boolean;
  duty: string | null;
};

async function unit(db: Database, seed: UnitSeed): Promise<void> {
  await db`
    insert into unit (id, parent_id, path, kind, name, town, is_channel, phone, hours, duty_person_id)
    values (${seed.id}, ${seed.parentId}, ${seed.path}, ${seed.kind}, ${seed.name}, ${seed.town}, ${seed.isChannel}, '0769-00000000', '工作日 9:00–17:30',
      ${seed.duty})`;
}

/** The real calendar, where the database has none. */
async function loadCalendar(db: Database): Promise<void> {
  const calendar = JSON.parse(readFileSync(join(import.meta.dirname, '../../db/content/calendar/work-calendar.json'), 'utf8')) as WorkCalendarData;
  for (const { year, source } of calendar.years) {
    await db`insert into work_calendar_year (year, source) values (${year}, ${source}) on conflict do nothing`;
  }
  const days = calendar.exceptions.map(({ date, kind, name }) => ({ day: date, kind, name }));
  await db`insert into work_calendar_day ${db(days, 'day', 'kind', 'name')} on conflict do nothing`;
}
