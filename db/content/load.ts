import { consentPurposes, consentsInForce } from '../../shared/rules/consents';
import { checkIdNumber } from '../../shared/rules/id-number';
import type { Instant } from '../../shared/rules/shanghai';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { WorkCalendarData } from '../../shared/rules/work-calendar';
import { type Database, json, type Tx } from '../client';
import { type Sealer, sealerFromEnvironment } from '../sealed';
import { stepLine } from '../../shared/text/catalogue-load';
import { enterprisesText } from '../../shared/text/enterprises';
import { readWholeCatalogue } from './catalogue';
import { type City, readCalendarFile, readCity } from './city';
import { demoSecondFactors, demoTemplates } from './demo';
import { namedId } from './demo-id';
import { digestOf, loadCatalogue } from './load-catalogue';
import { settingsFrom } from '../../shared/rules/settings';
import { storedSettings } from '../queries/settings';
import { generatePlaces } from './places';

export { generatePlaces } from './places';

// Two processes that start at once load one after the other.
const loadLock = 771_001;

/**
 * Loads the demonstration city: calendar, units, halls, catalogue, people, roles, enterprises, and the places of the coming days from `now`.
 * Safe to run twice: what is the same stays, what the files changed is brought up to date, nothing is deleted. An item whose file cannot be
 * loaded over what people already hold stays as stored; the answer has one line for each. Needs ONEWINDOW_SEAL_KEY.
 * Throws ContentError when a file is wrong.
 */
export async function loadDemoCity(db: Database, now: Instant): Promise<string[]> {
  const warnings: string[] = [];
  const city = readCity();
  const calendar = readCalendarFile();
  const catalogue = readWholeCatalogue({ halls: city.halls.map((hall) => hall.id), units: city.units.map((unit) => unit.id) });
  const sealer = sealerFromEnvironment(process.env);
  const digest = digestOf([city, calendar, catalogue, demoSecondFactors(), consentsInForce]);
  await db.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${loadLock})`;
    const [loaded] = await tx<{ digest: string }[]>`select digest from content_load where name = 'demo_city'`;
    if (loaded?.digest !== digest) {
      await loadCalendar(tx, calendar);
      await loadUnits(tx, city);
      await loadHalls(tx, city);
      const { steps } = await loadCatalogue(tx, catalogue, { now, by: 'demo', source: 'db/content', refused: 'leave' });
      warnings.push(...steps.flatMap((step) => (step.does === 'refuse' ? (stepLine(step) ?? []) : [])));
      await tx`insert into setting (name, value) values ('wechat_templates', ${json(tx, demoTemplates())}) on conflict (name) do nothing`;
      await loadPeople(tx, city, sealer, now);
      await loadLeaders(tx, city);
      await loadEnterprises(tx, city, now);
      await tx`
        insert into content_load (name, digest, loaded_at) values ('demo_city', ${digest}, ${now})
        on conflict (name) do update set digest = excluded.digest, loaded_at = excluded.loaded_at`;
    }
    const settings = settingsFrom(await storedSettings(tx, ['daysAhead', 'newDayHour']));
    await generatePlaces(tx, { from: shanghaiDay(now), now, settings });
  });
  return warnings;
}

async function loadCalendar(tx: Tx, calendar: WorkCalendarData): Promise<void> {
  await tx`
    insert into work_calendar_year ${tx(calendar.years, 'year', 'source')}
    on conflict (year) do update set source = excluded.source`;
  const years = calendar.years.map((known) => known.year);
  await tx`delete from work_calendar_day where extract(year from day)::int = any(${years}::int[])`;
  const days = calendar.exceptions.map(({ date, kind, name }) => ({ day: date, kind, name }));
  await tx`insert into work_calendar_day ${tx(days, 'day', 'kind', 'name')}`;
}

/** Phone, hours and duty person that staff have set stay as they are. */
const contactKept = (tx: Tx) => tx`exists (select from duty_event e where e.unit_id = unit.id and e.action = 'contact')`;

async function loadUnits(tx: Tx, city: City): Promise<void> {
  const paths = new Map<string, string>();
  const rows = city.units.map((unit) => {
    const path = `${unit.parent === null ? '' : (paths.get(unit.parent) ?? '')}${unit.id}/`;
    paths.set(unit.id, path);
    const { id, parent, kind, branch = null, name, town, channel, phone, hours } = unit;
    return { id, parent_id: parent, path, kind, branch, name, town, is_channel: channel, phone, hours };
  });
  await tx`
    insert into unit ${tx(rows, 'id', 'parent_id', 'path', 'kind', 'branch', 'name', 'town', 'is_channel', 'phone', 'hours')}
    on conflict (id) do update set parent_id = excluded.parent_id, path = excluded.path, kind = excluded.kind, branch = excluded.branch,
      name = excluded.name, town = excluded.town, is_channel = excluded.is_channel,
      phone = case when ${contactKept(tx)} then unit.phone else excluded.phone end, hours = case when ${contactKept(tx)} then unit.hours else excluded.hours end`;
}

async function loadHalls(tx: Tx, city: City): Promise<void> {
  const rows = city.halls.map(({ unit, counters, opening, ...hall }) => ({
    ...hall,
    unit_id: unit,
    counters: json(tx, counters),
    opening: json(tx, opening),
  }));
  await tx`
    insert into hall ${tx(rows, 'id', 'unit_id', 'name', 'town', 'address', 'phone', 'latitude', 'longitude', 'counters', 'opening')}
    on conflict (id) do update set unit_id = excluded.unit_id, name = excluded.name, town = excluded.town, address = excluded.address, phone = excluded.phone,
      latitude = excluded.latitude, longitude = excluded.longitude, counters = excluded.counters, opening = excluded.opening`;
}

/** The id a person of people.json has in every installation of the demonstration. */
export function demoPersonId(key: string): string {
  return namedId('per', key);
}

async function loadPeople(tx: Tx, city: City, sealer: Sealer, now: Instant): Promise<void> {
  const today = shanghaiDay(now);
  const rows = city.people.map((person) => {
    const id = demoPersonId(person.key);
    const identity = person.idNumber === undefined ? null : checkIdNumber(person.idNumber, today);
    if (identity && !identity.ok) throw new Error(`people.json: number of ${person.key}: ${identity.problem}`);
    return {
      id,
      openid: person.openid ?? null,
      name: person.name,
      id_kind: identity ? 'resident_id' : null,
      id_number_sealed: identity ? sealer.seal({ table: 'person', column: 'id_number', row: id }, identity.number) : null,
      id_number_hash: identity ? sealer.hash('person', 'id_number', identity.number) : null,
      birth_date: identity ? identity.birthDate : null,
      phone_sealed: sealer.seal({ table: 'person', column: 'phone', row: id }, person.phone),
      phone_hash: sealer.hash('person', 'phone', person.phone),
      real_name_verified_at: identity ? now : null,
      created_at: now,
    };
  });
  await tx`
    insert into person ${tx(rows, 'id', 'openid', 'name', 'id_kind', 'id_number_sealed', 'id_number_hash', 'birth_date', 'phone_sealed', 'phone_hash', 'real_name_verified_at', 'created_at')}
    on conflict (id) do nothing`;
  await agreeForDemo(tx, city, now);
  const roles = city.people.flatMap((person) =>
    (person.staff ?? []).map((held) => ({
      person_id: demoPersonId(person.key),
      unit_id: held.unit,
      role: held.role,
      hall_id: held.hall ?? null,
      counter: held.counter ?? null,
    })),
  );
  await tx`
    insert into staff_role ${tx(roles, 'person_id', 'unit_id', 'role', 'hall_id', 'counter')}
    on conflict (person_id, unit_id, role) do update set hall_id = excluded.hall_id, counter = excluded.counter`;
  await bindDemoStaff(tx, city, sealer, now);
  const duty = city.units.flatMap((unit) => (unit.duty === undefined ? [] : [{ unit: unit.id, person: demoPersonId(unit.duty) }]));
  await tx`
    update unit set duty_person_id = duty.person
    from unnest(${duty.map((one) => one.unit)}::text[], ${duty.map((one) => one.person)}::text[]) as duty(unit, person)
    where unit.id = duty.unit and not ${contactKept(tx)}`;
}

/** The demonstration's people with an account have agreed to what is in force, once to each version: what one of them takes back stays so. */
async function agreeForDemo(tx: Tx, city: City, now: Instant): Promise<void> {
  const rows = city.people.flatMap(({ key, openid }) =>
    openid === undefined
      ? []
      : consentPurposes.map((purpose) => {
          const version = consentsInForce[purpose];
          return {
            id: namedId('con', `${key} ${purpose} ${version}`),
            person_id: demoPersonId(key),
            purpose,
            consent_version: version,
            act: 'give',
            page: 'pages/me/index',
            at: now,
          };
        }),
  );
  await tx`insert into consent ${tx(rows, 'id', 'person_id', 'purpose', 'consent_version', 'act', 'page', 'at')} on conflict (id) do nothing`;
}

/** The demonstration's staff are bound from the start, and their second factors known; one that was reset or enrolled anew stays so. */
async function bindDemoStaff(tx: Tx, city: City, sealer: Sealer, now: Instant): Promise<void> {
  for (const { key, openid, staff } of city.people) {
    const id = demoPersonId(key);
    if (openid && staff)
      await tx`
        insert into staff_binding (id, person_id, bound_at, device) select ${namedId('bind', key)}, ${id}, ${now}, ${'示范'}
        where not exists (select from staff_binding where person_id = ${id}) on conflict do nothing`;
    const secret = demoSecondFactors()[key];
    if (secret)
      await tx`
        insert into second_factor (person_id, secret_sealed, confirmed_at)
        values (${id}, ${sealer.seal({ table: 'second_factor', column: 'secret', row: id }, secret)}, ${now}) on conflict do nothing`;
  }
}

async function loadLeaders(tx: Tx, city: City): Promise<void> {
  const rows = city.leaders.map((leader, position) => ({ ...leader, position }));
  await tx`update city_leader set in_office = false`;
  await tx`
    insert into city_leader ${tx(rows, 'id', 'office', 'name', 'charge', 'position')}
    on conflict (id) do update set office = excluded.office, name = excluded.name, charge = excluded.charge, position = excluded.position,
      in_office = true`;
}

async function loadEnterprises(tx: Tx, city: City, now: Instant): Promise<void> {
  const rows = city.enterprises.map((enterprise) => ({
    id: enterprise.id,
    uscc: enterprise.uscc,
    name: enterprise.name,
    town: enterprise.town,
    unit_id: enterprise.unit,
    liaison_id: enterprise.liaison === undefined ? null : demoPersonId(enterprise.liaison),
    status: enterprise.tier === undefined ? 'unlisted' : 'registered',
    tier: enterprise.tier ?? null,
    status_since: enterprise.tier === undefined ? null : shanghaiDay(now),
    through_train: enterprise.throughTrain ?? false,
  }));
  await tx`
    insert into enterprise ${tx(rows, 'id', 'uscc', 'name', 'town', 'unit_id', 'liaison_id', 'status', 'tier', 'status_since', 'through_train')}
    on conflict (id) do update set uscc = excluded.uscc, name = excluded.name, town = excluded.town, unit_id = excluded.unit_id,
      liaison_id = excluded.liaison_id`;
  // What became of an enterprise on the register since then stays.
  await tx`
    insert into enterprise_event (enterprise_id, seq, at, day, action, status, reason)
    select id, 1, ${now}, status_since, 'import', status, ${enterprisesText.demoReason} from enterprise
    where id = any(${rows.map((row) => row.id)}) and status = 'registered' on conflict do nothing`;
  const members = city.people.flatMap((person) =>
    (person.enterprises ?? []).map(({ enterprise, role }) => ({
      enterprise_id: enterprise,
      person_id: demoPersonId(person.key),
      role,
      joined_at: now,
    })),
  );
  await tx`
    insert into enterprise_member ${tx(members, 'enterprise_id', 'person_id', 'role', 'joined_at')}
    on conflict (enterprise_id, person_id) do update set role = excluded.role`;
}
