import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createSealer } from '../../db/sealed';
import { startTestServer, type TestServer } from '../support/server';
import { testSealKey } from '../support/test-city';

const people = 50_000;
const newer = '2:sm4:the-second-seal-key-of-the-tests-0001';
const old = createSealer(testSealKey);
const ring = createSealer(testSealKey, newer);

let service: TestServer;
beforeAll(async () => {
  process.env.ONEWINDOW_SEAL_KEYS = newer;
  service = await startTestServer({ now: new Date().toISOString(), jobs: false });
});
afterAll(async () => {
  delete process.env.ONEWINDOW_SEAL_KEYS;
  await service?.stop();
});

const run = promisify(execFile);
const keys = (...words: string[]) =>
  run(process.execPath, ['cli/onewindow.mjs', 'keys', ...words], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: service.databaseUrl, ONEWINDOW_SEAL_KEY: testSealKey },
  }).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => ({ stdout: error.stdout, code: error.code }),
  );

const idOf = (n: number) => `per_${String(n).padStart(26, '0')}`;

/** People as they were stored before the second key came: two seals each. */
async function fill(): Promise<void> {
  for (let from = 0; from < people; from += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, at) => {
      const id = idOf(from + at);
      const sealed = (column: string, plain: string) => Buffer.from(old.seal({ table: 'person', column, row: id }, plain)).toString('base64');
      return [id, sealed('phone', `139${from + at}`), sealed('id_number', `44190019900101${from + at}`)] as const;
    });
    await service.db`
      insert into person (id, name, phone_sealed, id_number_sealed, created_at)
      select id, '某', decode(phone, 'base64'), decode(number, 'base64'), ${service.clock.now()}
      from unnest(${rows.map(([id]) => id)}::text[], ${rows.map(([, phone]) => phone)}::text[], ${rows.map(([, , number]) => number)}::text[]) n(id, phone, number)`;
  }
}

test(`${people * 2} seals are made anew while the service answers and writes; a moved seal is named and left`, async () => {
  await fill();
  // somebody with write access to the tables put one person's number into another's row
  await service.db`update person set phone_sealed = (select phone_sealed from person where id = ${idOf(8)}) where id = ${idOf(7)}`;
  const token = await service.signIn('keeps-changing');
  let running = true;
  let answered = 0;
  const serving = (async () => {
    for (let n = 0; running; n += 1) {
      const phone = `1370000${String(1000 + (n % 9000))}`;
      expect((await service.call('me.setPhone', { phone }, token)).status).toBe(200);
      const read = await service.call('me.read', {}, token);
      expect(read.body.phoneMasked).toBe(`137****${phone.slice(-4)}`);
      answered += 1;
    }
  })();
  const rotated = await keys('rotate');
  running = false;
  await serving;
  process.stdout.write(`${rotated.stdout}${answered} writes and reads were answered meanwhile\n`);
  expect(rotated.code).toBe(1);
  expect(rotated.stdout).toContain(`person.phone_sealed ${idOf(7)}`);
  expect(answered).toBeGreaterThan(10);

  const left = await service.db<{ id: string; left: number }[]>`
    select id, 1 as left from person where get_byte(phone_sealed, 0) = 1 or get_byte(id_number_sealed, 0) = 1`;
  expect(left.map(({ id }) => id)).toEqual([idOf(7)]);
  const sample = await service.db<{ id: string; phoneSealed: Uint8Array }[]>`
    select id, phone_sealed as "phoneSealed" from person where id like 'per_00000000000000000000%' and id <> ${idOf(7)} and right(id, 2) = '11'`;
  expect(sample).toHaveLength(people / 100);
  for (const { id, phoneSealed } of sample)
    expect(ring.open({ table: 'person', column: 'phone', row: id }, phoneSealed)).toBe(`139${Number(id.slice(4))}`);

  expect((await keys('status')).stdout).toMatch(/person.phone_sealed {2}1: 1, 2: \d+/);
  // begun again, it finds only what does not open
  expect((await keys('rotate')).stdout).toContain('重新加密 0 项，1 项打不开');
}, 180_000);

test('wrong words are answered with the usage and exit 2', async () => {
  for (const words of [[], ['turn'], ['rotate', 'now']]) expect((await keys(...words)).code).toBe(2);
}, 60_000);
