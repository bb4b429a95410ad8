import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const wanted = 1000;
const queries = ['户口本丢了', '小孩上户口', 'hkb', 'juzhuzheng', '结婚', '我想把老婆的户口迁过来要什么材料', '量子计算机', '身份证'];

/** As many items as a large bureau has: copies of the real ones, each under a code and a name of its own. */
async function fill(): Promise<number> {
  await server.db`
    insert into service_item (code, version, effective_from, name, category, branch, minutes_at_window, content, search_keys, digest)
    select i.code || '-' || n, i.version, i.effective_from, i.name || n, i.category, i.branch, i.minutes_at_window,
      i.content || jsonb_build_object('code', i.code || '-' || n, 'name', i.name || n),
      i.search_keys || jsonb_build_object('code', i.code || '-' || n, 'name', (i.search_keys->>'name') || n), i.digest
    from service_item i cross join generate_series(1, 10) n
    order by n, i.code limit ${wanted} - (select count(*) from service_item)`;
  await server.db`
    insert into catalogue_load (loaded_at, loaded_by, source, digest, changes) values (${server.clock.now()}, 'test', 'search-speed', 'none', '[]')`;
  const [row] = await server.db<{ count: number }[]>`select count(*)::int as count from service_item`;
  return row?.count ?? 0;
}

test('finds among 1,000 items within 50 ms, and what was just loaded at once', async () => {
  const before = await server.call('items.search', {});
  expect(await fill()).toBe(wanted);
  const all = await server.call('items.search', {});
  expect(all.body.items.length).toBe(wanted);
  expect(before.body.items.length).toBeLessThan(wanted);
  const times: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    for (const query of queries) {
      const began = performance.now();
      const found = await server.call('items.search', { query });
      times.push(performance.now() - began);
      expect(found.status).toBe(200);
      if (query === '户口本丢了') expect(found.body.items[0]?.name).toContain('居民户口簿补领');
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  console.log(`search among ${wanted} items, over HTTP: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(0.999)} ms`);
  expect(at(0.5)).toBeLessThanOrEqual(50);
});
