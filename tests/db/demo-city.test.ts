import { demoPersonId, generatePlaces, loadDemoCity } from '../../db/content/load';
import { createSealer } from '../../db/sealed';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { testNow, testSealKey } from '../support/test-city';
import { defaultSettings } from '../../shared/rules/settings';
import { unitKinds } from '../../shared/rules/unit-kinds';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const counts = async () => {
  const [row] = await fresh.db<Record<string, number>[]>`
    select (select count(*) from unit where is_channel) as channels, (select count(*) from hall) as halls, (select count(*) from service_item) as items,
      (select count(*) from work_calendar_day) as days, (select count(*) from person) as people, (select count(*) from staff_role) as roles,
      (select count(*) from enterprise) as enterprises, (select count(*) from slot) as slots, (select count(*) from place) as places`;
  return row;
};

describe('the demonstration city', () => {
  it('has 34 channels with a duty person each, 3 halls, and at least 24 items', async () => {
    const loaded = await counts();
    console.log(`demo city: ${JSON.stringify(loaded)}`);
    expect(loaded).toMatchObject({ channels: 34, halls: 3, days: 320, enterprises: 3 });
    expect(loaded?.items).toBeGreaterThanOrEqual(24);
    const [missing] = await fresh.db`select count(*) as count from unit where is_channel and duty_person_id is null`;
    expect(missing?.count).toBe(0);
  });

  it('has units of every kind, each in the tree below the one it belongs to', async () => {
    const kinds = await fresh.db<{ kind: string }[]>`select distinct kind from unit`;
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([...unitKinds].sort());
    const [astray] = await fresh.db`
      select count(*) as count from unit u left join unit up on up.id = u.parent_id where u.path <> coalesce(up.path, '') || u.id || '/'`;
    expect(astray?.count).toBe(0);
  });

  it('is the same after loading it a second time, also by two processes at once', async () => {
    const before = await counts();
    await Promise.all([loadDemoCity(fresh.db, testNow), loadDemoCity(fresh.db, testNow)]);
    expect(await counts()).toEqual(before);
  });

  it('brings what the files say up to date, and keeps what people have done', async () => {
    await fresh.db`update hall set name = '旧名' where id = 'humen'`;
    await fresh.db`update person set name = '本人改过' where id = ${demoPersonId('citizen-he')}`;
    await fresh.db`update unit set phone = '0769-22220000', duty_person_id = null where id in ('dg-guancheng', 'dg-humen')`;
    await fresh.db`
      insert into duty_event (id, unit_id, at, action, actor_id, text)
      values ('duty_1', 'dg-humen', ${testNow}, 'contact', ${demoPersonId('citizen-he')}, '改过电话')`;
    await fresh.db`update content_load set digest = 'older'`;
    await loadDemoCity(fresh.db, testNow);
    const [hall] = await fresh.db`select name from hall where id = 'humen'`;
    const [person] = await fresh.db`select name from person where id = ${demoPersonId('citizen-he')}`;
    const units = await fresh.db`select phone, duty_person_id is null as nobody from unit where id in ('dg-guancheng', 'dg-humen') order by id`;
    expect([...units]).toEqual([
      { phone: expect.not.stringContaining('2222'), nobody: false },
      { phone: '0769-22220000', nobody: true },
    ]);
    expect([hall?.name, person?.name]).toEqual(['虎门一窗通办大厅', '本人改过']);
  });

  it('keeps numbers sealed, and they open', async () => {
    const [person] = await fresh.db<{ id: string; sealed: Uint8Array; hash: Uint8Array; birthDate: string }[]>`
      select id, id_number_sealed as sealed, id_number_hash as hash, birth_date as "birthDate" from person where openid = 'demo-citizen-chen-0001'`;
    const sealer = createSealer(testSealKey);
    const number = person && sealer.open({ table: 'person', column: 'id_number', row: person.id }, person.sealed);
    expect(number).toBe('990001195805061117');
    expect(person?.birthDate).toBe('1958-05-06');
    expect(person && Buffer.from(person.sealed).includes('990001')).toBe(false);
    expect(person && Buffer.from(person.hash).equals(Buffer.from(sealer.hash('person', 'id_number', number ?? '')))).toBe(true);
  });
});

const generate = (from: string, days: number) =>
  fresh.db.begin((tx) => generatePlaces(tx, { from, now: testNow, settings: { ...defaultSettings, daysAhead: days } }));

describe('generated places', () => {
  it('cover 14 days, none on a holiday, each slot with the places of its frame', async () => {
    const days = await fresh.db<
      { day: string; slots: number }[]
    >`select day, count(*) as slots from slot where hall_id = 'guancheng' group by day order by day`;
    expect(days.map((one) => one.day)).toHaveLength(14);
    expect(days[0]).toEqual({ day: '2026-11-23', slots: 13 });
    expect(days[5]).toEqual({ day: '2026-11-28', slots: 12 });
    const kinds = await fresh.db`
      select p.kind, count(*) as count from place p join slot s on s.id = p.slot_id
      where s.hall_id = 'guancheng' and s.starts_at = '2026-11-23T01:00:00.000Z' group by p.kind order by p.kind`;
    expect([...kinds]).toEqual([
      { kind: 'enterprise', count: 1 },
      { kind: 'green_channel', count: 1 },
      { kind: 'public', count: 5 },
      { kind: 'walk_in', count: 2 },
    ]);
    const later = await fresh.db`
      select distinct s.day, p.released_at as "releasedAt" from place p join slot s on s.id = p.slot_id where p.released_at > ${testNow}`;
    expect([...later]).toEqual([{ day: '2026-12-06', releasedAt: '2026-11-24T00:00:00.000Z' }]);
  });

  it('running the job twice and at once adds each day once, and leaves taken places alone', async () => {
    const [taken] = await fresh.db<
      { id: number }[]
    >`update place set hold_id = 'hold_x', held_by = 'per_x', held_until = '2026-11-23T01:00:00.000Z' where id = (select min(id) from place) returning id`;
    const before = await counts();
    const runs = await Promise.all([1, 2, 3].map(() => generate('2026-11-24', 14)));
    expect(runs.map((run) => run.slots).sort((a, b) => a - b)).toEqual([0, 0, 43]);
    const after = await counts();
    expect(after?.places).toBe((before?.places ?? 0) + runs.reduce((sum, run) => sum + run.places, 0));
    const [held] = await fresh.db`select hold_id from place where id = ${taken?.id ?? 0}`;
    expect(held?.hold_id).toBe('hold_x');
  });

  it('give nothing on a day the work calendar does not know', async () => {
    expect(await generate('2027-01-01', 7)).toMatchObject({ slots: 0, places: 0 });
  });
});
