import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../functions/ids';
import { later } from '../../shared/rules/shanghai';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** E4. */
const monday = '2026-11-23T00:30:00.000Z';
const day = 86_400_000;

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer({ jobs: false, now: later(monday, 20 * day) });
  town = await aCaseTown(service.db);
  for (const seed of [
    { level: 5 },
    { level: 4, channel: 'window', item: 'residence-permit-apply' },
    { level: 2, remedy: { settled: 3, contacted: 0.5 } },
    { level: 1, remedy: { settled: 9, contacted: 4 } },
    { level: 1, remedy: { settled: 2, contacted: 0.5, notCounted: true } },
    { level: 2, remedy: { contacted: null } },
    { level: null },
    { level: null, finishedAt: later(monday, -40 * day) },
    { level: 3, unitId: 'trial-bureau-west' },
  ] as Seed[])
    await anOccasion(seed);
});
afterAll(() => service?.stop());

type Seed = {
  level: number | null;
  /** The town's first unit unless told; the neighbour otherwise. */
  unitId?: string;
  channel?: string;
  item?: string;
  finishedAt?: string;
  /** In days after the rating. */
  remedy?: { settled?: number; contacted: number | null; notCounted?: boolean };
};
async function anOccasion({ level, unitId = town.unitId, channel = 'mini_program', item, finishedAt = monday, remedy }: Seed): Promise<void> {
  const id = newId('rate', finishedAt);
  await service.db`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, item_code, handled_by)
    values (${id}, 'case', ${newId('case', finishedAt)}, 1, 'online', '集中办证', ${town.employee.id}, ${unitId}, ${finishedAt}, ${channel},
      ${item ?? null}, ${[town.handler.id]})`;
  if (level === null) return;
  await service.db`insert into rating (occasion_id, level, reasons, options_version, rated_at) values (${id}, ${level}, '[]', 2, ${monday})`;
  if (!remedy) return;
  const at = (days: number | null | undefined) => (days == null ? null : later(monday, days * day));
  const status = remedy.notCounted ? 'not_counted' : remedy.settled === undefined ? 'opened' : 'solved';
  const appeal = remedy.notCounted ? 'false' : null;
  await service.db`
    insert into remedy_order (id, occasion_id, unit_id, owner_id, kind, status, opened_at, contact_due_at, contacted_at, due_at, explanation, outcome_text,
      settled_at, appeal_ground, appeal_reason, appealed_by, reviewed_by, review_reason)
    values (${newId('rem', monday)}, ${id}, ${town.unitId}, ${town.unitHead.id}, 'ordinary', ${status}, ${monday}, ${at(1)}, ${at(remedy.contacted)},
      ${at(7)}, '[]', ${remedy.settled === undefined ? null : '已补办'}, ${at(remedy.settled)}, ${appeal}, ${appeal && '与事实不符'},
      ${appeal && town.unitHead.id}, ${appeal && town.supervisor.id}, ${appeal && '核实无误'})`;
}
const period = { from: '2026-11-20', until: '2026-12-12' };
const figures = (by: 'unit' | 'item' | 'channel', token = town.unitHead.token, span: { from: string; until: string } = period) =>
  service.call('ratingFigures.list', { ...span, by }, token);

test('shares of a unit over a period: responses, each level, contact and remedy in time, returned to', async () => {
  const { body } = await figures('unit');
  expect(body.whole).toEqual({
    asked: 7,
    rated: 6,
    notRated: 0,
    open: 1,
    notCounted: 1,
    responseShare: 85.7,
    levels: [
      { word: '非常满意', count: 1, share: 20 },
      { word: '满意', count: 1, share: 20 },
      { word: '基本满意', count: 0, share: 0 },
      { word: '不满意', count: 2, share: 40 },
      { word: '非常不满意', count: 1, share: 20 },
    ],
    satisfiedShare: 40,
    // Three have ended, one of them late; the fourth is open and late.
    remedyDue: 4,
    remedyOnTimeShare: 50,
    contactOnTimeShare: 50,
    contactedShare: 75,
    returnDue: 0,
    returnedShare: null,
    returnReachedShare: null,
    returnSolvedShare: null,
  });
  expect(body.parts.map(({ name, asked }) => [name, asked])).toEqual([['试办镇分局', 7]]);
});

test('by item and by channel, in the order of their names and not of a figure', async () => {
  expect((await figures('channel')).body.parts.map(({ key, asked }) => [key, asked])).toEqual([
    ['mini_program', 6],
    ['window', 1],
  ]);
  const items = (await figures('item')).body.parts;
  expect(items.map(({ key, asked }) => [key, asked])).toEqual([
    ['', 6],
    ['residence-permit-apply', 1],
  ]);
});

test('what nobody has rated in thirty days is not rated, and in no share of the satisfied', async () => {
  const { whole } = (await figures('unit', town.unitHead.token, { from: '2026-10-01', until: '2026-11-01' })).body;
  expect(whole).toMatchObject({ asked: 1, rated: 0, notRated: 1, open: 0, responseShare: 0, satisfiedShare: null });
});

test('a head sees the own unit and not the neighbour, a supervisor both, a handler none, and nobody a person', async () => {
  const seenBy = async (token: string) => {
    const { body } = await figures('unit', token);
    return [body.whole.asked, body.parts.map(({ name, asked }) => [name, asked])];
  };
  expect(await seenBy(town.unitHead.token)).toEqual([7, [['试办镇分局', 7]]]);
  expect(await seenBy(town.strangerHead.token)).toEqual([1, [['邻镇分局', 1]]]);
  expect(await seenBy(town.supervisor.token)).toEqual([
    8,
    [
      ['试办镇分局', 7],
      ['邻镇分局', 1],
    ],
  ]);
  expect((await figures('unit', town.handler.token)).status).toBe(403);
  const text = (await figures('unit', town.supervisor.token)).text;
  for (const someone of [town.handler, town.unitHead, town.employee]) expect(text).not.toContain(someone.id);
});

test('a period is at most a year and does not run backwards', async () => {
  expect((await figures('unit', town.unitHead.token, { from: '2026-12-01', until: '2026-11-30' })).error?.code).toBe('period_wrong');
  expect((await figures('unit', town.unitHead.token, { from: '2025-11-30', until: '2026-12-01' })).error?.code).toBe('period_wrong');
});
