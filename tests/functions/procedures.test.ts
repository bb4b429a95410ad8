import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadCatalogue } from '../../db/content/load-catalogue';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import { startTestServer, type TestServer } from '../support/server';

let service: TestServer;
beforeAll(async () => {
  service = await startTestServer({ jobs: false });
});
afterAll(() => service?.stop());

const found = async (query: string) => (await service.call('items.search', { query })).body.procedures.map(({ name }) => name);

test('a matter without an entry is found by everyday words, pinyin and initials, beside the items', async () => {
  expect(await found('狗证')).toContain('养犬登记');
  expect(await found('huocheruchengzheng')).toContain('货车限行区域通行证');
  expect(await found('mszadj')).toContain('民宿治安登记');
  expect((await service.call('items.search', {})).body.procedures).toHaveLength(8);
});

test('its notice says how it goes, what to bring, whom to call, and which unit takes it', async () => {
  const { body } = await service.call('procedures.read', { code: 'oversize-transport-escort' });
  expect(body).toMatchObject({ name: '大件运输护送咨询', unitName: '东莞市公安局交警支队', phone: '0769-00001102', item: null });
  expect(Math.min(body.steps.length, body.bring.length)).toBeGreaterThan(1);
  expect(body).not.toHaveProperty('verify');
});

test('one that has become an item leaves the list and leads to the item', async () => {
  expect(await found('失物招领')).toContain('拾得物、丢失物品登记');
  const [row] = await service.db<{ content: ProcedureNotice }[]>`select content from procedure_notice where code = 'lost-property'`;
  const procedures = row ? [{ ...row.content, item: 'household-birth' }] : [];
  const load = { now: '2026-11-23T00:30:00.000Z', by: 'test', source: 'test', refused: 'stop' } as const;
  await service.db.begin((tx) => loadCatalogue(tx, { items: [], procedures }, load));
  expect(await found('失物招领')).not.toContain('拾得物、丢失物品登记');
  expect((await service.call('procedures.read', { code: 'lost-property' })).body.item).toBe('household-birth');
});
