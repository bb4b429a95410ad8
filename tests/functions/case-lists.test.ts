import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readThrough } from '../../db/queries/case-words';
import type { Input } from '../../shared/contract/index';
import { boardKept } from '../../shared/rules/board';
import { later } from '../../shared/rules/shanghai';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { letTextsPass } from '../support/texts';

const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  service.clock.set(monday);
  const file = async (input: Partial<Input<'cases.file'>>) => {
    const filed = await service.call(
      'cases.file',
      { enterpriseId: town.enterpriseId, category: 'handling', title: '货车限行', body: '装好的货只能半夜拉出去。', ...input },
      town.employee.token,
    );
    expect(filed.error).toBeNull();
    return filed.body;
  };
  await file({});
  const accepted = await file({ title: '厂门口违停', category: 'complaint', body: '货柜车出不去，请 A座 门岗处理。' });
  await file({ title: '直达市长', channel: 'through_train', leaderId: 'mayor', body: '扩建厂区的货车通道。' });
  const gone = await file({ title: '不用办了', category: 'training' });
  await service.call('desk.accept', { id: accepted.id }, town.handler.token);
  await service.call('cases.withdraw', { id: gone.id }, town.employee.token);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

const desk = async (input: Input<'desk.list'>, who = town.handler) => {
  const listed = await service.call('desk.list', input, who.token);
  expect(listed.error).toBeNull();
  return listed.body.cases.map(({ title }) => title).sort();
};
const firm = async (input: Input<'cases.list'>, who = town.employee) => {
  const listed = await service.call('cases.list', input, who.token);
  expect(listed.error).toBeNull();
  return listed.body.cases.map(({ title }) => title).sort();
};

describe('a work list', () => {
  test('is narrowed by status, category, class, channel and unit, one or several at once', async () => {
    expect(await desk({ status: 'accepted' })).toEqual(['厂门口违停']);
    expect(await desk({ category: 'complaint' })).toEqual(['厂门口违停']);
    expect(await desk({ category: 'complaint', status: 'submitted' })).toEqual([]);
    expect(await desk({ complexity: 'general' })).toHaveLength(3);
    expect(await desk({ complexity: 'complex' })).toEqual([]);
    expect(await desk({ channel: 'through_train' })).toEqual(['直达市长']);
    expect(await desk({ unitId: town.unitId }, town.supervisor)).toHaveLength(3);
    expect(await desk({ unitId: 'trial-bureau-west' }, town.supervisor)).toEqual([]);
    expect(await desk({ scope: 'finished', status: 'withdrawn' })).toEqual(['不用办了']);
    expect(await desk({ scope: 'finished', status: 'completed' })).toEqual([]);
    expect(await desk({ enterpriseId: town.enterpriseId })).toHaveLength(3);
    expect(await desk({ enterpriseId: 'another' })).toEqual([]);
  });

  test('shows what is overdue from the instant after its date', async () => {
    const [first] = (await service.call('desk.list', {}, town.handler.token)).body.cases;
    const due = first?.nearestClock?.dueAt ?? '';
    service.clock.set(due);
    expect(await desk({ state: 'overdue' })).toEqual([]);
    service.clock.set(later(due, 1));
    expect(await desk({ state: 'overdue' })).not.toEqual([]);
    expect(await desk({ state: 'paused' })).toEqual([]);
  });

  test('is searched by number, its beginning, and words that all must occur', async () => {
    const numbers = (await service.call('desk.list', {}, town.handler.token)).body.cases.map(({ number }) => number);
    expect(await desk({ search: numbers[0] as string })).toHaveLength(1);
    expect(await desk({ search: '20261123' })).toHaveLength(3);
    expect(await desk({ search: '20261124' })).toEqual([]);
    expect(await desk({ search: '货车' })).toEqual(['直达市长', '货车限行']);
    expect(await desk({ search: '货车 通道' })).toEqual(['直达市长']);
    expect(await desk({ search: 'a座' })).toEqual(['厂门口违停']);
    // Its pairs of signs occur, the word itself does not.
    expect(await desk({ search: '门口违停货' })).toEqual([]);
    expect(await desk({ search: '%_' })).toEqual([]);
  });

  test('gives nothing of other units, however it is narrowed', async () => {
    expect(await desk({ search: '货车' }, town.strangerHandler)).toEqual([]);
    expect(await desk({ unitId: town.unitId }, town.strangerHandler)).toEqual([]);
    expect(await desk({ enterpriseId: town.enterpriseId }, town.strangerHandler)).toEqual([]);
  });

  test('names the units that it can be narrowed to', async () => {
    const reach = async (who: { token: string }) => (await service.call('desk.reach', {}, who.token)).body.units.map(({ id }) => id);
    expect(await reach(town.handler)).toEqual([town.unitId]);
    expect(await reach(town.supervisor)).toEqual(expect.arrayContaining([town.unitId, 'trial-bureau-west']));
  });
});

describe('words among more requests than a list reads through', () => {
  /** Behind them in every list: requests of earlier quarters, or without a date. */
  const many = readThrough + 20;
  const insert = (kind: 'a' | 'f', from: number, count: number, title: string) => service.db`
    insert into service_case (id, number, channel, category, title, body, requester_id, unit_id, owner_id, status, outcome, outcome_text, completed_at, filed_at, nearest_due_at)
    select 'case_' || ${kind}::text || lpad(n::text, 25, '0'), ${kind}::text || n, 'phone', 'handling', ${title} || n, '装好的货只能半夜拉出去。', ${town.employee.id}, ${town.unitId},
      ${town.handler.id}, case ${kind}::text when 'a' then 'accepted' else 'completed' end, case ${kind}::text when 'f' then 'settled' end, case ${kind}::text when 'f' then '办结' end,
      case ${kind}::text when 'f' then ${monday}::timestamptz end, ${monday}::timestamptz - n * interval '1 day', case ${kind}::text when 'a' then ${monday}::timestamptz + n * interval '1 day' end
    from generate_series(${from}::int, ${from + count - 1}::int) n`;
  beforeAll(async () => {
    for (const kind of ['a', 'f'] as const) {
      await insert(kind, 1, many, '平常 ');
      await insert(kind, many + 1, 30, '塔吊挡路 ');
    }
  });
  afterAll(() => service.db`delete from service_case where number ~ '^[af][0-9]'`);

  test.each(['unit', 'finished'] as const)('are found in every drawer and given page by page, each once: %s', async (scope) => {
    for (const who of [town.supervisor, town.handler]) {
      const ask = async (cursor?: string) =>
        (await service.call('desk.list', { scope, search: '塔吊挡路', ...(cursor ? { cursor } : {}) }, who.token)).body;
      const first = await ask();
      const second = await ask(first.nextCursor ?? '');
      expect(second.nextCursor).toBeNull();
      expect([...first.cases, ...second.cases].map(({ title }) => title)).toEqual(
        Array.from({ length: 30 }, (_, index) => `塔吊挡路 ${many + 1 + index}`),
      );
      expect(
        (await service.call('desk.list', { scope, search: `塔吊 ${many + 7}`, status: scope === 'unit' ? 'accepted' : 'completed' }, who.token)).body
          .cases,
      ).toHaveLength(1);
      expect((await service.call('desk.list', { scope, search: '吊挡半夜' }, who.token)).body.cases).toEqual([]);
    }
    expect(await desk({ scope, search: '塔吊挡路' }, town.strangerHandler)).toEqual([]);
    expect(await desk({ scope, search: '塔吊挡路', unitId: 'trial-bureau-west' }, town.supervisor)).toEqual([]);
  });

  test('that a unit within reach does not have are found when they are the own ones', async () => {
    await service.db`update service_case set unit_id = 'trial-bureau-west' where number = ${`f${many + 3}`}`;
    expect(await desk({ scope: 'finished', search: `塔吊挡路 ${many + 3}` })).toEqual([]);
    await service.db`delete from service_case where number ~ '^f' and substr(number, 2)::int between 1 and 400`;
    expect(await desk({ scope: 'finished', search: `塔吊挡路 ${many + 3}` })).toEqual([`塔吊挡路 ${many + 3}`]);
  });
});

describe("an enterprise's list", () => {
  test('is narrowed and searched in the same way, and each row explains its date', async () => {
    expect(await firm({ status: 'withdrawn' })).toEqual(['不用办了']);
    expect(await firm({ category: 'complaint' })).toEqual(['厂门口违停']);
    expect(await firm({ search: '货车' })).toEqual(['直达市长', '货车限行']);
    expect(await firm({ enterpriseId: town.enterpriseId })).toHaveLength(4);
    expect(await firm({ enterpriseId: 'another' })).toEqual([]);
    expect(await firm({ search: '货车' }, town.outsider)).toEqual([]);
    const rows = (await service.call('cases.list', { status: 'accepted' }, town.colleague.token)).body.cases;
    expect(rows[0]?.nearestClock?.explanation.length).toBeGreaterThan(1);
  });

  test('is paged by where the last page ended, with the same conditions', async () => {
    for (let number = 0; number < 23; number++) {
      service.clock.set(later(monday, 1000 * (number + 1)));
      const filing = { enterpriseId: town.enterpriseId, category: 'training' as const, title: `反诈宣讲 ${number}`, body: '请来厂里讲一课。' };
      expect((await service.call('cases.file', filing, town.colleague.token)).error).toBeNull();
    }
    await letTextsPass(service);
    const first = (await service.call('cases.list', { search: '反诈宣讲' }, town.employee.token)).body;
    expect(first.cases).toHaveLength(20);
    const second = (await service.call('cases.list', { search: '反诈宣讲', cursor: first.nextCursor ?? '' }, town.employee.token)).body;
    expect(second.cases.map(({ title }) => title)).toEqual(['反诈宣讲 2', '反诈宣讲 1', '反诈宣讲 0']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('the board', () => {
  const board = async () => (await service.call('supervision.board', {}, town.supervisor.token)).body;

  test('counts few requests at each look, and keeps the count of many for a minute', async () => {
    const before = await board();
    const open = before.byUnit.find(({ unitId }) => unitId === town.unitId)?.open ?? 0;
    expect(before.countedAt).toBe(monday);
    await service.db`
      insert into service_case (id, number, channel, category, title, body, requester_id, unit_id, owner_id, status, filed_at)
      select 'case_b' || lpad(n::text, 25, '0'), 'B' || n, 'phone', 'handling', '很多', '很多件', ${town.employee.id}, ${town.unitId}, ${town.handler.id}, 'accepted', ${monday}
      from generate_series(1, ${boardKept.from}) n`;
    const many = await board();
    expect(many.byUnit.find(({ unitId }) => unitId === town.unitId)?.open).toBe(open + boardKept.from);
    await service.db`update service_case set status = 'withdrawn' where id = ${`case_b${'1'.padStart(25, '0')}`}`;
    service.clock.set(later(monday, boardKept.seconds * 1000));
    expect(await board()).toEqual(many);
    service.clock.set(later(monday, boardKept.seconds * 1000 + 1));
    const anew = await board();
    expect(anew.countedAt).toBe(later(monday, boardKept.seconds * 1000 + 1));
    expect(anew.counts.paused).toBe(many.counts.paused - 1);
  });
});
