import { aPerson } from '../../support/builders';
import { aCaseTown, type CaseTown } from '../../support/case-town';
import { aJpeg } from '../../support/pictures';
import { startTestServer, type TestServer } from '../../support/server';
import { aUscc } from '../../support/uscc';
import { type Act, after, may, type Model, newModel, type Person, people } from './model';

type Someone = { id: string; token: string };
export type World = { service: TestServer; town: CaseTown };

export async function openWorld(): Promise<World> {
  const service = await startTestServer({ jobs: false });
  return { service, town: await aCaseTown(service.db) };
}

const never = (prefix: string) => `${prefix}_${'0'.repeat(26)}`;

/** One walk: an enterprise and four people of its own, their model, and every check after each step. */
export class Walk {
  steps = 0;
  taken = 0;
  model: Model = newModel();
  private enterpriseId = never('ent');
  private invitation = { id: never('inv'), code: 'ZZZZ2222ZZZZ2222' };
  private codes: Partial<Record<Person, string>> = {};
  private constructor(
    readonly world: World,
    readonly who: Record<Person, Someone>,
    readonly uscc: string,
  ) {}

  static async begin(world: World): Promise<Walk> {
    const made: [Person, Someone][] = [];
    for (const name of people) {
      const person = await aPerson(world.service.db, { name });
      await world.service.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${world.town.unitId}, 'handler')`;
      made.push([name, person]);
    }
    return new Walk(world, Object.fromEntries(made) as Record<Person, Someone>, aUscc());
  }

  /** One try: answered as the model says, and everything then stands as the model says. */
  async try(who: Person, act: Act, about: Person): Promise<void> {
    this.steps += 1;
    const expected = may(this.model, act, who, about);
    const [status, text] = await this.send(who, act, about);
    if ((status === 200) !== expected) throw new Error(`${who} ${act} ${about}: expected ${expected ? 'yes' : 'no'}, was ${status} ${text}`);
    if (!expected && ![403, 404, 409, 422].includes(status)) throw new Error(`${who} ${act} was answered ${status} ${text}`);
    if (expected) {
      this.taken += 1;
      this.model = after(this.model, act, who, about);
    }
    await this.check(`${who} ${act} ${about}`);
  }

  /** A photo of the licence that the person has not given away yet. */
  private async photo(who: Person): Promise<string> {
    const { service } = this.world;
    const [waiting] = await service.db<
      { id: string }[]
    >`select id from stored_file where owner_id = ${this.who[who].id} and state = 'waiting' limit 1`;
    return (
      waiting?.id ?? (await service.call('files.upload', { file: await aJpeg() }, this.who[who].token)).body.id ?? 'file_00000000000000000000000000'
    );
  }

  private async send(who: Person, act: Act, about: Person): Promise<[number, string]> {
    const { service, town } = this.world;
    const { db } = service;
    const { token } = this.who[who];
    const [id, personId, reason] = [this.enterpriseId, this.who[about].id, '试走'];
    const ask = async () => {
      switch (act) {
        case 'claim':
          return service.call(
            'claims.file',
            {
              uscc: this.uscc,
              name: '试走一厂',
              town: town.town,
              capacity: 'authorised',
              legalRepresentative: '法人',
              licenceIssuedOn: '2020-01-01',
              photos: [await this.photo(who)],
            },
            token,
          );
        case 'approve':
        case 'approveKeep':
        case 'approveReplace':
        case 'refuse': {
          const others = act === 'approveKeep' ? { others: 'keep' as const } : act === 'approveReplace' ? { others: 'replace' as const } : {};
          const claim = await this.newest('enterprise_claim', personId, 'claim');
          return service.call('claims.decide', { id: claim, approve: act !== 'refuse', reason, ...others }, town.liaison.token);
        }
        case 'withdraw':
          return service.call('claims.withdraw', { id: await this.newest('enterprise_claim', this.who[who].id, 'claim') }, token);
        case 'invite':
          return service.call('members.invite', { id, hours: 24, uses: 1 }, token);
        case 'revoke':
          return service.call('members.revoke', { id: this.invitation.id }, token);
        case 'join':
          return service.call('members.join', { code: this.invitation.code }, token);
        case 'admit':
        case 'turnDown':
          return service.call('members.decide', { id: await this.newest('enterprise_join', personId, 'join'), admit: act === 'admit' }, token);
        case 'remove':
          return service.call('members.remove', { id, personId }, token);
        case 'leave':
          return service.call('members.leave', { id }, token);
        case 'handOver':
          return service.call('members.handOver', { id, personId }, token);
        case 'makeCode':
          return service.call('staff.makeCode', { id: town.unitId, personId }, town.administrator.token);
        case 'bind':
          // Throttling is not the subject.
          await db`delete from wrong_code`;
          return service.call('binding.bind', { code: this.codes[who] ?? 'ZZZZ2222', phone: '试走' }, token);
        case 'unbind': {
          const answer = await service.call('staff.unbind', { id: town.unitId, personId, reason }, town.administrator.token);
          // Whoever was signed out signs in again.
          await db`update session set revoked_at = null where person_id = ${personId}`;
          return answer;
        }
        case 'useDesk':
          return service.call('desk.list', { scope: 'unit' }, token);
      }
    };
    const answer = await ask();
    const body: unknown = answer.body;
    if (answer.status === 200 && typeof body === 'object' && body !== null) {
      if ('invitation' in body && 'code' in body) this.invitation = { id: (body.invitation as { id: string }).id, code: String(body.code) };
      if (act === 'makeCode' && 'code' in body) this.codes[about] = String(body.code);
      if (act === 'bind') delete this.codes[who];
      if ('enterpriseId' in body && typeof body.enterpriseId === 'string') this.enterpriseId = body.enterpriseId;
    }
    return [answer.status, answer.text.slice(0, 200)];
  }

  /** The claim or request to join that is open, else any earlier one of this person here. */
  private async newest(table: 'enterprise_claim' | 'enterprise_join', personId: string, prefix: string): Promise<string> {
    const { db } = this.world.service;
    const [row] = await db<{ id: string }[]>`
      select id from ${db(table)} where person_id = ${personId} order by status in ('filed', 'asked') desc, id desc limit 1`;
    return row?.id ?? never(prefix);
  }

  private async check(step: string): Promise<void> {
    const { db } = this.world.service;
    const rows = await db<{ id: string; role: string | null; asked: boolean; bound: boolean }[]>`
      select p.id, m.role, exists (select from enterprise_join j where j.person_id = p.id and j.status = 'asked') as asked,
        exists (select from staff_binding b where b.person_id = p.id and b.ended_at is null) as bound
      from person p left join enterprise_member m on m.person_id = p.id where p.id = any(${people.map((name) => this.who[name].id)})`;
    for (const name of people) {
      const row = rows.find(({ id }) => id === this.who[name].id);
      same(`${step}: role of ${name}`, row?.role ?? null, this.model.roles[name] ?? null);
      same(`${step}: ${name} asks`, row?.asked, this.model.asks[name] !== undefined);
      same(`${step}: ${name} is bound`, row?.bound, this.model.bound[name] === true);
    }
    const members = rows.filter(({ role }) => role !== null);
    same(`${step}: an enterprise with members has a principal`, members.length === 0 || members.some(({ role }) => role === 'principal'), true);
  }
}

function same(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: found ${String(found)}, wanted ${String(wanted)}`);
}
