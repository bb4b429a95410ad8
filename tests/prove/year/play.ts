import type { Input } from '../../../shared/contract/index';
import { caseClocks } from '../../../functions/jobs/case-clocks';
import { aPerson } from '../../support/builders';
import { aCaseTown } from '../../support/case-town';
import type { TestServer } from '../../support/server';
import { type Course, countBy, type Figures, instantOf, type Request } from './script';

type Someone = { id: string; token: string };
type Unit = { id: string; enterpriseId: string; employee: Someone; liaison: Someone; handler: Someone; head: Someone };
export type Cast = { east: Unit; west: Unit; bureau: { id: string; handler: Someone; supervisor: Someone } };

/** Two enterprises, three units, one supervisor. */
export async function castOf(service: TestServer): Promise<Cast> {
  const { db } = service;
  const town = await aCaseTown(db);
  const bureau = town.unitId.replace('-east', '');
  const westId = town.unitId.replace('-east', '-west');
  const [westLiaison, westEmployee, bureauHandler] = [
    await aPerson(db, { name: '邻镇联络' }),
    await aPerson(db, { name: '邻镇员工' }),
    await aPerson(db, { name: '市局承办' }),
  ];
  await db`insert into staff_role (person_id, unit_id, role) values (${westLiaison.id}, ${westId}, 'liaison'), (${bureauHandler.id}, ${bureau}, 'handler')`;
  const westEnterprise = `${westId}-works`;
  await db`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id, through_train)
    values (${westEnterprise}, ${`91441900${westId}`}, '邻镇物流有限公司', ${`${town.town}邻`}, ${westId}, ${westLiaison.id}, true)`;
  await db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at)
    values (${westEnterprise}, ${westEmployee.id}, 'principal', '2025-01-01T00:00:00Z')`;
  // A year of the clock passes within one session of each person.
  await db`update session set access_expires_at = '2099-01-01', refresh_expires_at = '2099-01-01'`;
  return {
    east: {
      id: town.unitId,
      enterpriseId: town.enterpriseId,
      employee: town.employee,
      liaison: town.liaison,
      handler: town.handler,
      head: town.unitHead,
    },
    west: {
      id: westId,
      enterpriseId: westEnterprise,
      employee: westEmployee,
      liaison: westLiaison,
      handler: town.strangerHandler,
      head: town.strangerHead,
    },
    bureau: { id: bureau, handler: bureauHandler, supervisor: town.supervisor },
  };
}

type Step = { at: string; run: (service: TestServer, id: string) => Promise<unknown> };

const hoursAfter = (instant: string, hours: number): string => new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** Every step of a request after its filing, at its instant. */
function stepsOf({ course, enterprise, filedAt, days }: Request, cast: Cast): Step[] {
  const own = cast[enterprise];
  const other = cast[enterprise === 'east' ? 'west' : 'east'];
  const { bureau } = cast;
  const on = (day: number, clock: string) => instantOf(days[day] as string, clock);
  const contact = (at: string): Step => ({ at, run: (service, id) => service.call('desk.contact', { id, text: '已电话联系' }, own.liaison.token) });
  const accept = (at: string): Step => ({ at, run: (service, id) => service.call('desk.accept', { id }, own.handler.token) });
  const complete = (at: string, by: Someone = own.handler, with_: Partial<Input<'desk.complete'>> = {}): Step => ({
    at,
    run: (service, id) => service.call('desk.complete', { id, outcome: 'settled', text: '已经办理完毕。', ...with_ }, by.token),
  });
  const dispute = (at: string): Step => ({ at, run: (service, id) => service.call('cases.dispute', { id, text: '还没解决' }, own.employee.token) });
  const begun = [contact(hoursAfter(filedAt, 2)), accept(hoursAfter(filedAt, 3))];
  const refer: Step = {
    at: on(0, '10:00'),
    run: (service, id) => service.call('desk.refer', { id, unitId: other.id, reason: '地点在对方辖区' }, own.handler.token),
  };

  const plans: Record<Course, () => Step[]> = {
    settled: () => [...begun, complete(on(2, '10:00'))],
    beyond_policy: () => [...begun, complete(on(2, '10:00'), own.handler, { outcome: 'beyond_policy', rule: '《居住证暂行条例》第九条' })],
    further_coordination: () => [
      ...begun,
      complete(on(2, '10:00'), own.handler, { outcome: 'needs_coordination', next: { ownerId: own.liaison.id, day: days[10] as string } }),
    ],
    contacted_late: () => [contact(hoursAfter(filedAt, 46)), accept(hoursAfter(filedAt, 47)), complete(on(2, '10:00'))],
    closed_late: () => [...begun, complete(on(11, '10:00'))],
    materials: () => [
      ...begun,
      { at: on(1, '10:00'), run: (service, id) => service.call('desk.askForMaterials', { id, text: '请补充花名册' }, own.handler.token) },
      { at: on(4, '10:00'), run: (service, id) => service.call('cases.supply', { id, text: '花名册已发送' }, own.employee.token) },
      complete(on(5, '10:00')),
    ],
    on_hold: () => [
      ...begun,
      { at: on(1, '11:00'), run: (service, id) => service.call('desk.hold', { id, reason: '等供电部门出具意见' }, own.handler.token) },
      { at: on(3, '11:00'), run: (service, id) => service.call('desk.resume', { id, text: '供电部门已回函' }, own.handler.token) },
      complete(on(4, '10:00')),
    ],
    extended: () => [
      ...begun,
      {
        at: on(2, '10:00'),
        run: (service, id) => service.call('desk.askExtension', { id, workingDays: 5, reason: '现场核实需要时间' }, own.handler.token),
      },
      { at: on(3, '10:00'), run: (service, id) => service.call('desk.decideExtension', { id, grant: true, reason: '情况属实' }, own.head.token) },
      complete(on(11, '10:00')),
    ],
    complex: () => [
      ...begun,
      {
        at: on(1, '10:00'),
        run: (service, id) => service.call('desk.classify', { id, complexity: 'complex', reason: '涉及多个单位' }, own.head.token),
      },
      complete(on(5, '10:00')),
    ],
    referred: () => [
      ...begun,
      refer,
      { at: on(0, '11:00'), run: (service, id) => service.call('desk.acceptReferral', { id }, other.handler.token) },
      complete(on(2, '10:00'), other.handler),
    ],
    referral_expired: () => [
      ...begun,
      refer,
      {
        at: on(1, '09:30'),
        run: (service, id) => service.call('desk.direct', { id, unitId: own.id, reason: '由首接单位办理' }, bureau.supervisor.token),
      },
      complete(on(2, '10:00')),
    ],
    assisted: () => [
      ...begun,
      {
        at: on(0, '10:00'),
        run: (service, id) => service.call('desk.askAssistance', { id, unitId: other.id, question: '请核实路段归属' }, own.handler.token),
      },
      {
        at: on(1, '10:00'),
        run: async (service, id) => {
          const { assistance } = (await service.call('desk.read', { id }, other.head.token)).body;
          return service.call('desk.answerAssistance', { id, assistanceId: assistance[0]?.id as string, text: '归本局管辖' }, other.head.token);
        },
      },
      complete(on(2, '10:00')),
    ],
    disputed_once: () => [...begun, complete(on(2, '10:00')), dispute(on(3, '10:00')), complete(on(5, '10:00'))],
    disputed_twice: () => [
      ...begun,
      complete(on(2, '10:00')),
      dispute(on(3, '10:00')),
      complete(on(4, '10:00')),
      dispute(on(5, '10:00')),
      { at: on(5, '11:00'), run: (service, id) => service.call('desk.assign', { id, handlerId: bureau.handler.id }, bureau.supervisor.token) },
      complete(on(6, '10:00'), bureau.handler),
    ],
    signed_off: () => [
      ...begun,
      complete(on(2, '10:00')),
      { at: on(2, '15:00'), run: (service, id) => service.call('desk.signOff', { id }, bureau.supervisor.token) },
    ],
    declined: () => [
      {
        at: hoursAfter(filedAt, 3),
        run: (service, id) => service.call('desk.decline', { id, text: '不属于公安职责，请向住建部门反映' }, own.handler.token),
      },
    ],
    withdrawn: () => [
      { at: hoursAfter(filedAt, 3), run: (service, id) => service.call('cases.withdraw', { id, reason: '自己解决了' }, own.employee.token) },
    ],
  };
  return plans[course]();
}

/** Plays the requests in the order of their instants, with the jobs at eight in the morning and five in the afternoon of every day. */
export async function play(service: TestServer, cast: Cast, requests: Request[]): Promise<void> {
  const ids = new Map<number, string>();
  const agenda = new Map<string, (() => Promise<unknown>)[]>();
  const enter = (at: string, run: () => Promise<unknown>) => agenda.set(at, [...(agenda.get(at) ?? []), run]);
  for (const request of requests) {
    enter(request.filedAt, async () => ids.set(request.number, await file(service, cast, request)));
    for (const step of stepsOf(request, cast)) {
      enter(step.at, async () => {
        const answer = (await step.run(service, ids.get(request.number) as string)) as { status: number; text: string };
        if (answer.status !== 200) throw new Error(`request ${request.number} (${request.course}) at ${step.at}: ${answer.text}`);
      });
    }
  }
  const last = [...agenda.keys()].sort().at(-1) as string;
  for (let day = Date.parse('2025-01-01T00:00:00Z'); day <= Date.parse(last); day += 86_400_000) {
    for (const clock of [0, 9]) enter(new Date(day + clock * 3_600_000).toISOString(), async () => undefined);
  }
  for (const at of [...agenda.keys()].sort()) {
    service.clock.set(at);
    await Promise.all((agenda.get(at) ?? []).map((run) => run()));
    if (/T0[09]:00:00/.test(at)) await clocksRun(service, at);
  }
}

/** Time's own work, until there is none left. */
async function clocksRun(service: TestServer, at: string): Promise<void> {
  for (;;) {
    const { warnings, expiredReferrals } = await caseClocks(service.room, at);
    if (warnings + expiredReferrals === 0) return;
  }
}

async function file(service: TestServer, cast: Cast, { number, enterprise, course, category }: Request): Promise<string> {
  const own = cast[enterprise];
  const said = { enterpriseId: own.enterpriseId, category, title: `全年第 ${number} 件`, body: `企业全年诉求中的第 ${number} 件。` };
  const filed =
    course === 'signed_off'
      ? await service.call(
          'desk.takeDown',
          { ...said, channel: 'through_train', leaderId: 'mayor', requester: { personId: own.employee.id } },
          own.liaison.token,
        )
      : await service.call('cases.file', said, own.employee.token);
  if (filed.status !== 200) throw new Error(`request ${number} could not be filed: ${filed.text}`);
  return filed.body.id;
}

/** The figures as the database has them. */
export async function figuresOf({ db }: TestServer, cast: Cast): Promise<Figures> {
  const enterprises = { [cast.east.enterpriseId]: 'east', [cast.west.enterpriseId]: 'west' };
  const units = { [cast.east.id]: 'east', [cast.west.id]: 'west', [cast.bureau.id]: 'bureau' };
  const cases = await db<
    { enterpriseId: string; unitId: string; status: string; outcome: string | null; reopened: number; contact: boolean; processing: boolean }[]
  >`
    select s.enterprise_id as "enterpriseId", s.unit_id as "unitId", s.status, s.outcome, s.times_reopened as reopened,
      (select c.stopped_at <= c.due_at from case_clock c where c.case_id = s.id and c.kind = 'contact') as contact,
      (select bool_and(c.stopped_at <= c.due_at) from case_clock c where c.case_id = s.id and c.kind = 'processing') as processing
    from service_case s where s.enterprise_id = any(${Object.keys(enterprises)})`;
  const [events] = await db<{ extended: number; accepted: number; directed: number; warnings: number }[]>`
    select (select count(*)::int from case_extension where state = 'granted') as extended,
      (select count(*)::int from case_referral where state = 'accepted') as accepted,
      (select count(*)::int from case_referral where state = 'directed') as directed,
      (select count(*)::int from case_event where action = 'escalate') as warnings`;
  const closed = cases.filter((row) => row.outcome !== null);
  return {
    filed: cases.length,
    byEnterprise: countBy(cases, (row) => enterprises[row.enterpriseId] as string),
    byUnit: countBy(cases, (row) => units[row.unitId] as string),
    byStatus: countBy(cases, (row) => row.status),
    byOutcome: countBy(closed, (row) => row.outcome as string),
    contact: countBy(cases, (row) => (row.contact ? 'met' : 'missed')),
    processing: countBy(cases, (row) => (row.processing ? 'met' : 'missed')),
    reopened: cases.reduce((sum, row) => sum + row.reopened, 0),
    extended: events?.extended ?? -1,
    referralsAccepted: events?.accepted ?? -1,
    referralsDirected: events?.directed ?? -1,
    warnings: events?.warnings ?? -1,
  };
}
