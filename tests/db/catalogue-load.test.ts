import { readWholeCatalogue } from '../../db/content/catalogue';
import { loadCatalogue, planLoad } from '../../db/content/load-catalogue';
import { catalogueLoads, knownPlaces } from '../../db/queries/catalogue';
import { itemOn, itemsOn } from '../../db/queries/items';
import { aChecklist } from '../support/builders';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { anItem, firstRules, loadItems } from '../support/test-item';

const monday = '2026-11-23T00:30:00.000Z';
const today = '2026-11-23';

let fresh: FreshDatabase;
let items = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const nextCode = () => `load-test-${++items}`;
const stepOf = async (item: ReturnType<typeof anItem>) => {
  const { steps } = await planLoad(fresh.db, { items: [item], procedures: [] }, monday);
  return steps.find(({ code }) => code === item.code);
};
const holder = (code: string) => aChecklist(fresh.db, { item: code, halls: ['humen'] });
const lettersOf = (code: string) => fresh.db`select payload from outbox where kind = 'catalogue_changed' and payload ->> 'code' = ${code}`;
const noted = { ...firstRules, notes: { early: '' } };

test('a dry run says what would be new, and changes nothing', async () => {
  const code = nextCode();
  expect(await stepOf(anItem(code, 1, today))).toMatchObject({ does: 'add', effectiveFrom: today });
  expect(await itemOn(fresh.db, code, today)).toBeNull();
});

test('what the demonstration loaded is the same when the command reads it with the halls of the database', async () => {
  const { items, procedures } = readWholeCatalogue(await knownPlaces(fresh.db));
  const { steps } = await planLoad(fresh.db, { items, procedures }, monday);
  expect(steps.filter(({ does }) => does !== 'keep')).toEqual([]);
});

test('a version nobody holds may be corrected; once somebody does, only a greater version changes it', async () => {
  const code = nextCode();
  await loadItems(fresh.db, monday, anItem(code, 1, today));
  expect(await stepOf(anItem(code, 1, today))).toMatchObject({ does: 'keep' });
  expect(await stepOf(anItem(code, 1, today, noted))).toMatchObject({ does: 'correct', parts: ['notes'] });
  await loadItems(fresh.db, monday, anItem(code, 1, today, noted));
  expect((await itemOn(fresh.db, code, today))?.interview.notes).toHaveLength(1);
  await holder(code);
  expect(await stepOf(anItem(code, 1, today))).toMatchObject({ does: 'refuse', why: 'held', parts: ['notes'] });
  await expect(loadItems(fresh.db, monday, anItem(code, 1, today), anItem(nextCode(), 1, today))).rejects.toThrow();
  expect((await itemOn(fresh.db, code, today))?.interview.notes).toHaveLength(1);
  expect(await lettersOf(code)).toHaveLength(0);
  await loadItems(fresh.db, monday, anItem(code, 2, '2026-12-01'));
  expect(await lettersOf(code)).toEqual([{ payload: { code, fromVersion: 1, toVersion: 2, effectiveFrom: '2026-12-01' } }]);
});

test('versions hold side by side: each day has the one that holds on it', async () => {
  const code = nextCode();
  await loadItems(fresh.db, monday, anItem(code, 1, '2026-01-01'));
  await loadItems(fresh.db, monday, anItem(code, 2, '2026-12-01'));
  await loadItems(fresh.db, monday, anItem(code, 3, '2027-01-01'));
  const days = ['2025-12-31', '2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'];
  expect(await Promise.all(days.map(async (day) => (await itemOn(fresh.db, code, day))?.version ?? null))).toEqual([null, 1, 2, 2, 3]);
});

test.each([
  ['an older file', 1, '2026-12-01', 'behind'],
  ['a version that would hold before the last', 3, '2026-11-25', 'backwards'],
  ['a version that would have begun yesterday', 2, '2026-11-22', 'past'],
])('%s is refused', async (_, version, effectiveFrom, why) => {
  const code = nextCode();
  await loadItems(fresh.db, monday, anItem(code, why === 'past' ? 1 : 2, why === 'backwards' ? '2026-11-26' : '2026-01-01'));
  expect(await stepOf(anItem(code, version, effectiveFrom))).toMatchObject({ does: 'refuse', why });
});

test('a withdrawn item is not offered after its last day, keeps its version, and can come back', async () => {
  const code = nextCode();
  await loadItems(fresh.db, monday, anItem(code, 1, today));
  await holder(code);
  const ended = { ...anItem(code, 1, today), effectiveUntil: '2026-12-31' };
  expect(await stepOf(ended)).toMatchObject({ does: 'end', effectiveUntil: '2026-12-31' });
  await loadItems(fresh.db, monday, ended);
  const offered = async (day: string) => (await itemsOn(fresh.db, day)).some((entry) => entry.code === code);
  expect([await offered('2026-12-31'), await offered('2027-01-01')]).toEqual([true, false]);
  expect(await itemOn(fresh.db, code, '2027-01-01')).toBeNull();
  await loadItems(fresh.db, monday, anItem(code, 2, '2027-06-01'));
  expect([await offered('2027-05-31'), await offered('2027-06-01')]).toEqual([false, true]);
});

test('an item without a file stays as it is, and the load says so', async () => {
  const code = nextCode();
  await loadItems(fresh.db, monday, anItem(code, 1, today));
  const { steps } = await planLoad(fresh.db, { items: [], procedures: [] }, monday);
  expect(steps).toContainEqual({ code, name: '测试事项', version: 1, does: 'absent' });
});

test('every load is recorded with who, when, what', async () => {
  const code = nextCode();
  const { id } = await loadItems(fresh.db, monday, anItem(code, 1, today));
  const [load] = await catalogueLoads(fresh.db, 1);
  expect(load).toMatchObject({ id, loadedAt: monday, loadedBy: 'test', source: 'test' });
  expect(load?.changes).toContainEqual({ code, name: '测试事项', version: 1, does: 'add', effectiveFrom: today });
});

test('for the demonstration a refused item stays as stored, and the others are loaded', async () => {
  const [held, other] = [nextCode(), nextCode()];
  await loadItems(fresh.db, monday, anItem(held, 1, today));
  await holder(held);
  const files = { items: [anItem(held, 1, today, noted), anItem(other, 1, today)], procedures: [] };
  const { steps } = await fresh.db.begin((tx) => loadCatalogue(tx, files, { now: monday, by: 'demo', source: 'test', refused: 'leave' }));
  expect(steps.filter(({ does }) => does === 'refuse').map(({ code }) => code)).toEqual([held]);
  expect((await itemOn(fresh.db, held, today))?.interview.notes).toEqual([]);
  expect(await itemOn(fresh.db, other, today)).not.toBeNull();
});

test('two loads at once: one stores the version, the other finds it there', async () => {
  const code = nextCode();
  const results = await Promise.all([loadItems(fresh.db, monday, anItem(code, 1, today)), loadItems(fresh.db, monday, anItem(code, 1, today))]);
  expect(results.map(({ steps }) => steps.find((step) => step.code === code)?.does).sort()).toEqual(['add', 'keep']);
});
