import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseClocks } from '../../../functions/jobs/case-clocks';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { workedDays } from '../../shared/naive-work-time';
import { aPerson } from '../../support/builders';
import { aCaseTown, type CaseTown } from '../../support/case-town';
import { startTestServer, type TestServer } from '../../support/server';
import { type Act, after, dueAt, iso, may, type Model, newCase, people, type Who } from './model';

type Someone = { id: string; token: string };

/** The service on a real Postgres, a town of people, and the naive calendar. */
export type World = {
  service: TestServer;
  town: CaseTown;
  who: Record<Who, Someone>;
  units: { east: string; west: string; bureau: string };
  worked: string[];
};

export async function openWorld(): Promise<World> {
  const service = await startTestServer({ jobs: false });
  const town = await aCaseTown(service.db);
  const bureau = town.unitId.replace('-east', '');
  const bureauHandler = await aPerson(service.db, { name: '市局承办' });
  await service.db`insert into staff_role (person_id, unit_id, role) values (${bureauHandler.id}, ${bureau}, 'handler')`;
  const who = Object.fromEntries(people.map((name) => [name, name === 'bureauHandler' ? bureauHandler : town[name]])) as Record<Who, Someone>;
  const calendar = JSON.parse(readFileSync(join(import.meta.dirname, '../../../db/content/calendar/work-calendar.json'), 'utf8'));
  // The walks cross years; what sessions may do with time is not their subject.
  await service.db`update session set access_expires_at = '2099-01-01', refresh_expires_at = '2099-01-01'`;
  return { service, town, who, units: { east: town.unitId, west: town.unitId.replace('-east', '-west'), bureau }, worked: workedDays(calendar) };
}

/** What internal words are made of: none of them may reach the requester. */
const internalMark = '内部暗语';

/** One walk: a case of its own, its model, and every check after each step. */
export class Walk {
  steps = 0;
  /** The try that handed in the answer last. */
  private draft = 0;
  taken = 0;
  private constructor(
    readonly world: World,
    public model: Model,
    readonly id: string,
  ) {}

  static async begin(world: World, at: number, train: boolean, category: Model['category']): Promise<Walk> {
    const { service, town, who } = world;
    await service.db`update case_clock set warn_at = null`;
    await service.db`update case_referral set state = 'dropped' where state = 'pending'`;
    service.clock.set(iso(at));
    const said = { enterpriseId: town.enterpriseId, category, title: '试走一件', body: '这是一件用来试走的诉求。' };
    const filed = train
      ? await service.call(
          'desk.takeDown',
          { ...said, channel: 'through_train', leaderId: 'mayor', requester: { personId: who.employee.id } },
          who.liaison.token,
        )
      : await service.call('cases.file', said, who.employee.token);
    if (filed.status !== 200) throw new Error(`a case could not be filed: ${filed.text}`);
    const walk = new Walk(world, newCase(at, train, category), filed.body.id);
    await walk.check();
    return walk;
  }

  /** One try of a person: answered as the model says, and the case then stands as the model says. */
  async try(who: Who, act: Act, number: number): Promise<void> {
    this.steps += 1;
    const { model, world } = this;
    const expected = may(model, who, act, world.worked);
    const due = dueAt(model, world.worked);
    const day = shanghaiDay(iso(Date.parse(due ?? iso(model.now)) + (number % 20) * 86_400_000));
    const days = 1 + (number % 10);
    const [status, text] = await this.send(who, act, { day, days });
    if ((status === 200) !== expected)
      throw new Error(`${who} ${act} at ${iso(model.now)} in ${this.told()}: expected ${expected ? 'yes' : 'no'}, was ${status} ${text}`);
    if (!expected && ![403, 404, 409, 422].includes(status)) throw new Error(`${who} ${act} was answered ${status} ${text}`);
    if (expected) {
      this.taken += 1;
      if (act === 'complete') this.draft = this.steps;
      this.model = after(model, who, act, world.worked, { day, days });
    }
    await this.check(expected);
  }

  /** Time goes on to an instant, and what time brings about is done, twice at once. */
  async wait(until: number): Promise<void> {
    this.steps += 1;
    const { service } = this.world;
    this.model = structuredClone({ ...this.model, now: until });
    service.clock.set(iso(until));
    await Promise.all([caseClocks(service.room, iso(until)), caseClocks(service.room, iso(until))]);
    const { referral } = this.model;
    if (referral?.state === 'pending' && referral.dueAt !== null && referral.dueAt < iso(until))
      this.model.referral = { state: 'with_supervisor', to: null, dueAt: null };
    await this.check();
  }

  private async send(who: Who, act: Act, { day, days }: { day: string; days: number }): Promise<[number, string]> {
    const { service, units } = this.world;
    const { token } = this.world.who[who];
    const { id } = this;
    const reason = `说明理由：${act}`;
    const secret = `${internalMark}：${act}`;
    const answer = await (async () => {
      switch (act) {
        case 'contact':
          return service.call('desk.contact', { id, text: reason }, token);
        case 'assign': {
          const named = { east: 'secondHandler', west: 'strangerHandler', bureau: 'bureauHandler' } as const;
          return service.call('desk.assign', { id, handlerId: this.world.who[named[this.model.unit]].id }, token);
        }
        case 'accept':
          return service.call('desk.accept', { id }, token);
        case 'complex':
          return service.call('desk.classify', { id, complexity: 'complex', reason }, token);
        case 'especiallyComplex':
          return service.call('desk.classify', { id, complexity: 'especially_complex', day, reason }, token);
        case 'askForMaterials':
          return service.call('desk.askForMaterials', { id, text: reason }, token);
        case 'supply':
          return service.call('cases.supply', { id, text: reason }, token);
        case 'supplyFor':
          return service.call('desk.supplyFor', { id, text: reason, toldBy: 'phone' }, token);
        case 'hold':
          return service.call('desk.hold', { id, reason }, token);
        case 'resume':
          return service.call('desk.resume', { id, text: reason }, token);
        case 'referEast':
        case 'referWest':
          return service.call('desk.refer', { id, unitId: act === 'referEast' ? units.east : units.west, reason }, token);
        case 'acceptReferral':
          return service.call('desk.acceptReferral', { id }, token);
        case 'returnReferral':
          return service.call('desk.returnReferral', { id, reason }, token);
        case 'directEast':
        case 'directWest':
          return service.call('desk.direct', { id, unitId: act === 'directEast' ? units.east : units.west, reason }, token);
        case 'askAssistance':
          return service.call('desk.askAssistance', { id, unitId: units.west, question: secret }, token);
        case 'answerAssistance': {
          const [asked] = await service.db<
            { id: string }[]
          >`select id from case_assistance where case_id = ${id} order by answered_at nulls first, asked_at desc limit 1`;
          return service.call('desk.answerAssistance', { id, assistanceId: asked?.id ?? 'ast_00000000000000000000000000', text: secret }, token);
        }
        case 'askExtension':
          return service.call('desk.askExtension', { id, workingDays: days, reason: secret }, token);
        case 'grantExtension':
          return service.call('desk.decideExtension', { id, grant: true, reason }, token);
        case 'refuseExtension':
          return service.call('desk.decideExtension', { id, grant: false, reason: secret }, token);
        case 'note':
          return service.call('desk.note', { id, text: secret }, token);
        case 'complete':
          return service.call('desk.complete', { id, outcome: 'settled', text: this.model.train ? `答复稿第${this.steps}稿` : reason }, token);
        case 'signOff':
          return service.call('desk.signOff', { id }, token);
        case 'sendBack':
          return service.call('desk.sendBack', { id, reason: secret }, token);
        case 'decline':
          return service.call('desk.decline', { id, text: reason }, token);
        case 'withdraw':
          return service.call('cases.withdraw', { id, reason }, token);
        case 'dispute':
          return service.call('cases.dispute', { id, text: reason }, token);
      }
    })();
    return [answer.status, answer.error ? answer.error.code : ''];
  }

  /** The case in the database and, where something happened to it, on the requester's phone, against the model. */
  private async check(happened = true): Promise<void> {
    const { world, model, id } = this;
    const [row] = await world.service.db<Stored[]>`
      select s.status, s.owner_id as "ownerId", s.unit_id as "unitId", s.times_reopened as reopened, s.times_referred as referred, s.complexity,
        (select count(*)::int from case_event e where e.case_id = s.id) as events,
        (select max(seq) from case_event e where e.case_id = s.id) as last,
        (select e.status from case_event e where e.case_id = s.id order by seq desc limit 1) as "lastStatus",
        (select r.state from case_referral r where r.case_id = s.id and r.state in ('pending', 'with_supervisor')) as referral,
        (select r.due_at from case_referral r where r.case_id = s.id and r.state = 'pending') as "referralDueAt",
        (select x.approver from case_extension x where x.case_id = s.id and x.state = 'asked') as approver,
        c.due_at as "dueAt", c.started_at as "startedAt", c.paused -> -1 ->> 'to' is null and c.paused <> '[]' as paused,
        k.due_at as "contactDueAt", k.stopped_at as "contactedAt"
      from service_case s
      left join case_clock c on c.case_id = s.id and c.kind = 'processing' and c.stopped_at is null
      left join case_clock k on k.case_id = s.id and k.kind = 'contact'
      where s.id = ${id}`;
    if (!row) throw new Error('the case is gone');
    const owner = people.find((name) => world.who[name].id === row.ownerId);
    const unit = (Object.keys(world.units) as (keyof World['units'])[]).find((name) => world.units[name] === row.unitId);
    same('status', row.status, model.status);
    same('owner', owner, model.owner);
    same('unit', unit, model.unit);
    same('times reopened', row.reopened, model.reopened);
    same('times referred', row.referred, model.referred);
    same('complexity', row.complexity, model.complexity);
    same('referral', row.referral, model.referral?.state ?? null);
    same('referral due', row.referralDueAt, model.referral?.dueAt ?? null);
    same('approver', row.approver, model.extension?.level ?? null);
    same('events without gap', row.events, row.last);
    same('status of the last event', row.lastStatus, model.status);
    same('start of the processing clock', row.startedAt, model.clock.running ? model.clock.startedAt : null);
    same('paused', row.paused ?? false, model.clock.pausedAt !== null);
    const due = dueAt(model, world.worked);
    if (due !== null || !model.clock.running) same('processing due', row.dueAt, due);
    same('contact due', row.contactDueAt, iso(Date.parse(model.filedAt) + 24 * 3_600_000));
    if (!happened) return;
    const seen = await world.service.call('cases.read', { id }, world.who.employee.token);
    if (seen.status !== 200) throw new Error(`the requester cannot read the case: ${seen.text}`);
    if (seen.text.includes(internalMark)) throw new Error('an internal note reached the requester');
    if (model.status === 'awaiting_sign_off' && seen.text.includes(`答复稿第${this.draft}稿`))
      throw new Error('an answer went out before its sign-off');
    if (!seen.body.ownerName) throw new Error('the requester is shown no owner');
  }

  told(): string {
    const { status, unit, owner, referral, extension, reopened, referred, complexity } = this.model;
    return JSON.stringify({ status, unit, owner, referral, extension, reopened, referred, complexity });
  }
}

type Stored = {
  status: string;
  ownerId: string;
  unitId: string;
  reopened: number;
  referred: number;
  complexity: string;
  events: number;
  last: number;
  lastStatus: string;
  referral: string | null;
  referralDueAt: string | null;
  approver: string | null;
  dueAt: string | null;
  startedAt: string | null;
  paused: boolean | null;
  contactDueAt: string | null;
  contactedAt: string | null;
};

function same(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: found ${String(found)}, wanted ${String(wanted)}`);
}
