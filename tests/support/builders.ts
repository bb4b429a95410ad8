import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../db/client';
import { insertChecklist } from '../../db/queries/checklists';
import { insertSession } from '../../db/queries/sessions';
import { newId, newShortCode } from '../../functions/ids';
import { consentsInForce } from '../../shared/rules/consents';
import type { Checklist } from '../../shared/rules/checklist';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import { testNow } from './test-city';

/** A signed-in person with a verified name, straight into the database: for tests in which signing in is not the subject. */
export async function aPerson(
  db: Database,
  with_: { birthDate?: string; realName?: boolean; name?: string; now?: string } = {},
): Promise<{ id: string; token: string }> {
  const now = with_.now ?? testNow;
  const id = newId('per', now);
  const token = randomBytes(32).toString('base64url');
  await db`
    insert into person (id, name, birth_date, id_kind, id_number_hash, real_name_verified_at, created_at)
    values (${id}, ${with_.name ?? '测试群众'}, ${with_.birthDate ?? '1990-01-01'}, 'resident_id', ${randomBytes(32)}, ${with_.realName === false ? null : now}, ${now})`;
  await insertSession(db, {
    id: newId('ses', now),
    personId: id,
    accessHash: createHash('sha256').update(token).digest(),
    accessExpiresAt: later(now, 30 * 86_400_000),
    refreshHash: randomBytes(32),
    refreshExpiresAt: later(now, 60 * 86_400_000),
    device: null,
    now,
  });
  await agreeToAll(db, [id]);
  await letIn(db, id);
  return { id, token };
}

/** These people agree to everything that is in force: for tests in which consent is not the subject. */
export async function agreeToAll(db: Database, people: readonly string[]): Promise<void> {
  await db`
    insert into consent (id, person_id, purpose, consent_version, act, page, at)
    select 'con_' || left(md5(concat_ws(' ', p.id, c.purpose, c.version)), 26), p.id, c.purpose, c.version, 'give', 'pages/me/index', ${testNow}
    from unnest(${[...people]}::text[]) p(id), unnest(${Object.keys(consentsInForce)}::text[], ${Object.values(consentsInForce)}::text[]) c(purpose, version)
    where not exists (select from consent given where given.person_id = p.id and given.purpose = c.purpose)
    on conflict (id) do nothing`;
}

/** Binds the person's account and passes the second factor, for good: for tests in which neither is the subject. */
async function letIn(db: Database, personId: string): Promise<void> {
  await db`
    insert into staff_binding (id, person_id, bound_at, device)
    select ${newId('bind', testNow)}, ${personId}, ${testNow}, 'test' where not exists (
      select from staff_binding where person_id = ${personId} and ended_at is null)`;
  await passSecondFactor(db, personId);
}

/** Every session of the person has passed the second factor and is never left alone, for good. */
export async function passSecondFactor(db: Database, personId: string): Promise<void> {
  await db`
    update session set second_factor_at = ${testNow}, second_factor_until = '2099-01-01', seen_at = '2099-01-01'
    where person_id = ${personId} and second_factor_until is null`;
}

/** Likewise for a member of the demonstration's staff who has signed in through the chooser. */
export async function passSecondFactorOf(db: Database, name: string): Promise<void> {
  const [person] = await db<{ id: string }[]>`select id from person where name = ${name} and openid is not null`;
  if (person) await passSecondFactor(db, person.id);
}

let moments = 0;
/** Milliseconds from 1 on, each given once: added to a whole minute they make the beginning of a slot that no other slot of its hall has. */
export const apart = (): number => ++moments;

/** A slot of a hall with so many public places, starting two days from `now` by default. */
export async function aSlot(
  db: Database,
  with_: { hallId: string; startsAt?: string; places?: number; kind?: string; now?: string },
): Promise<{ id: string; startsAt: string }> {
  const now = with_.now ?? testNow;
  const id = newId('slot', now);
  const startsAt = with_.startsAt ?? later(now, 2 * 86_400_000 + apart());
  await db`
    insert into slot (id, hall_id, day, starts_at, ends_at)
    values (${id}, ${with_.hallId}, ${shanghaiDay(startsAt)}, ${startsAt}, ${later(startsAt, 1_800_000)})`;
  await db`
    insert into place (slot_id, kind, released_at)
    select ${id}, ${with_.kind ?? 'public'}, ${later(now, -86_400_000)} from generate_series(1, ${with_.places ?? 1})`;
  return { id, startsAt };
}

/** Adjacent slots of half an hour, with so many places each. */
export async function aRun(
  db: Database,
  with_: { hallId: string; slots: number; places?: number; kind?: string; now?: string },
): Promise<{ id: string; startsAt: string }[]> {
  const now = with_.now ?? testNow;
  const first = later(now, 2 * 86_400_000 + apart());
  const run: { id: string; startsAt: string }[] = [];
  for (let number = 0; number < with_.slots; number++) {
    run.push(await aSlot(db, { ...with_, now, startsAt: later(first, number * 1_800_000) }));
  }
  return run;
}

const content = (item: string, halls: string[]): Checklist => ({
  item,
  version: 1,
  outcome: 'materials',
  materials: [
    {
      id: 'id_card',
      name: '居民身份证',
      form: 'original',
      originals: 1,
      copies: 0,
      checkpoints: ['在有效期内'],
      source: '本人持有',
      sample: '二代身份证',
      sharedData: false,
      because: [],
    },
  ],
  notes: [],
  refusals: [],
  fees: [],
  totalFen: 0,
  promisedWorkingDays: 7,
  statutoryWorkingDays: null,
  minutesAtWindow: 10,
  halls,
});

/** A frozen checklist of one material that anybody may book with. */
export async function aChecklist(
  db: Database,
  with_: { item?: string; halls: string[]; personId?: string; now?: string; expiresAt?: string; outcome?: Checklist['outcome']; minutes?: number },
): Promise<string> {
  const now = with_.now ?? testNow;
  const code = newShortCode();
  const item = with_.item ?? `T${randomBytes(4).toString('hex')}`;
  await insertChecklist(db, {
    id: newId('list', now),
    code,
    itemCode: item,
    itemVersion: 1,
    itemName: '测试事项',
    personId: with_.personId ?? null,
    answers: [],
    given: null,
    content: { ...content(item, with_.halls), outcome: with_.outcome ?? 'materials', minutesAtWindow: with_.minutes ?? 10 },
    createdAt: now,
    expiresAt: with_.expiresAt ?? later(now, 30 * 86_400_000),
  });
  return code;
}

/** Any hall of the demo city. */
export async function aHall(db: Database): Promise<string> {
  const [row] = await db<{ id: string }[]>`select id from hall order by id limit 1`;
  if (!row) throw new Error('the demo city has no hall');
  return row.id;
}

/** Someone who works at the unit of this hall. */
export async function aStaffMember(db: Database, hallId: string, role: string): Promise<{ id: string; token: string }> {
  const person = await aPerson(db, { name: '测试警员' });
  await db`insert into staff_role (person_id, unit_id, role, hall_id) select ${person.id}, unit_id, ${role}, id from hall where id = ${hallId}`;
  return person;
}
