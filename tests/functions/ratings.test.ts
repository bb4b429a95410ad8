import { later } from '../../shared/rules/shanghai';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId } from '../../functions/ids';
import {
  type RatingLevel,
  ratingLevels,
  ratingOptionsVersion,
  type RatingPlace,
  ratingPlaces,
  ratingReasons,
  reasonsFor,
} from '../../shared/rules/rating';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';
const minute = 60_000;
const day = 86_400_000;

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

async function anOccasion(place: RatingPlace = 'online', finishedAt = later(monday, -day / 2)): Promise<string> {
  const id = newId('rate', finishedAt);
  await service.db`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, handled_by)
    values (${id}, 'case', ${newId('case', finishedAt)}, 1, ${place}, '集中办证', ${town.employee.id}, ${town.unitId}, ${finishedAt}, 'mini_program',
      ${[town.handler.id]})`;
  return id;
}
const give = (id: string, level: RatingLevel, reasons: readonly string[] = [], token = town.employee.token) =>
  service.call('ratings.give', { id, level, reasons, optionsVersion: ratingOptionsVersion } as never, token);

test('of fifty ratings of one occasion at once, one counts and all others hear that it was rated', async () => {
  const id = await anOccasion();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => give(id, ratingLevels[index % 5] as RatingLevel)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 409 && answer.error?.code === 'already_rated')).toHaveLength(49);
  const winner = answers.find((answer) => answer.status === 200)?.body;
  expect(await service.db`select level, options_version as version from rating where occasion_id = ${id}`).toEqual([
    { level: winner?.level, version: ratingOptionsVersion },
  ]);
});

test('the occasion is open until it is rated, newest first, and not rating is no rating', async () => {
  const older = await anOccasion('on_site', later(monday, -86_400_000));
  const newer = await anOccasion('online', monday);
  const open = async () => (await service.call('ratings.open', {}, town.employee.token)).body.occasions.map((occasion) => occasion.id);
  expect((await open()).filter((id) => id === older || id === newer)).toEqual([newer, older]);
  await give(older, 4, ['kind']);
  expect(await open()).toContain(newer);
  expect(await open()).not.toContain(older);
  expect(await service.db`select 1 from rating where occasion_id = ${newer}`).toHaveLength(0);
});

test("another person's occasion answers as if it were not there, and stays open", async () => {
  const id = await anOccasion();
  for (const who of [town.colleague, town.handler, town.outsider]) {
    expect((await give(id, 5, [], who.token)).error?.code).toBe('not_found');
  }
  expect((await give(newId('rate', monday), 5)).error?.code).toBe('not_found');
  expect((await give(id, 5)).status).toBe(200);
});

test('reasons must belong to the level and the place: every other one is refused', async () => {
  for (const place of ratingPlaces) {
    for (const level of ratingLevels) {
      const offered = reasonsFor(level, place);
      const foreign = ratingReasons.find((reason) => !offered.includes(reason)) as string;
      const id = await anOccasion(place);
      const refused = await give(id, level, [foreign]);
      expect([place, level, refused.status, refused.error?.code]).toEqual([place, level, 400, 'invalid_input']);
      expect((await give(id, level, [offered[0], offered[0]] as string[])).error?.code).toBe('invalid_input');
      const given = await give(id, level, offered);
      expect([place, level, given.status]).toEqual([place, level, 200]);
      expect(await service.db`select reasons from rating where occasion_id = ${id}`).toEqual([{ reasons: [...offered] }]);
    }
  }
});

test('there is no level but 1 to 5, and none by default', async () => {
  const id = await anOccasion();
  for (const level of [0, 6, 2.5, '5', null, undefined]) {
    expect((await give(id, level as never)).error?.code).toBe('invalid_input');
  }
  expect((await service.call('ratings.open', {}, town.employee.token)).body.occasions.some((occasion) => occasion.id === id)).toBe(true);
});

test('words are kept with the rating, and a repeated key gives the first answer', async () => {
  const id = await anOccasion();
  const first = await service.call('ratings.give', { id, level: 2, reasons: ['slow'], words: '等了三周' }, town.employee.token, 'rate-key-1');
  const second = await service.call('ratings.give', { id, level: 2, reasons: ['slow'], words: '等了三周' }, town.employee.token, 'rate-key-1');
  expect(second.text).toBe(first.text);
  expect(await service.db`select level, words, rated_at as at from rating where occasion_id = ${id}`).toEqual([
    { level: 2, words: '等了三周', at: monday },
  ]);
});

test('an on-site visit may be rated from half an hour after its end, an online matter at once', async () => {
  const onSite = await anOccasion('on_site', monday);
  const online = await anOccasion('online', monday);
  const isOpen = async (id: string) =>
    (await service.call('ratings.open', {}, town.employee.token)).body.occasions.some((occasion) => occasion.id === id);
  expect([await isOpen(onSite), await isOpen(online)]).toEqual([false, true]);
  service.clock.set(later(monday, 30 * minute - 1));
  expect(await isOpen(onSite)).toBe(false);
  expect((await give(onSite, 5)).error?.code).toBe('rating_not_open');
  expect((await service.call('ratings.read', { id: onSite }, town.employee.token)).body.state).toBe('not_yet');
  service.clock.set(later(monday, 30 * minute));
  expect(await isOpen(onSite)).toBe(true);
  expect((await give(onSite, 5)).status).toBe(200);
  expect((await service.call('ratings.read', { id: onSite }, town.employee.token)).body).toMatchObject({ state: 'rated', rating: { level: 5 } });
});

test('after thirty days it stays not rated: a state of its own, and no rating', async () => {
  const [last, late] = [await anOccasion('online', monday), await anOccasion('online', later(monday, -1))];
  service.clock.set(later(monday, 30 * day));
  // A month is longer than an access token lives.
  await service.db`update session set access_expires_at = ${later(monday, 90 * day)}`;
  expect((await give(late, 5)).error?.code).toBe('rating_over');
  expect((await service.call('ratings.read', { id: late }, town.employee.token)).body).toMatchObject({
    state: 'not_rated',
    rating: null,
    remedy: null,
  });
  expect((await give(last, 5)).status).toBe(200);
  expect(await service.db`select 1 from rating where occasion_id = ${late}`).toHaveLength(0);
});

test('a phone with the first version of the reasons is believed by that version, and it stays with the rating', async () => {
  const id = await anOccasion();
  const refused = await service.call('ratings.give', { id, level: 5, reasons: ['answered_clearly'], optionsVersion: 1 }, town.employee.token);
  expect(refused.error?.code).toBe('invalid_input');
  expect((await service.call('ratings.give', { id, level: 5, reasons: ['fast'] }, town.employee.token)).status).toBe(200);
  expect(await service.db`select options_version as version from rating where occasion_id = ${id}`).toEqual([{ version: 1 }]);
});

/** A finished request of 12345, whose caller has no account. */
async function aCallersOccasion(handledBy = [town.handler.id]): Promise<string> {
  const now = service.clock.now();
  const [personId, id] = [newId('per', now), newId('rate', now)];
  await service.db`insert into person (id, name, created_at) values (${personId}, '来电赵某', ${now})`;
  await service.db`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, handled_by)
    values (${id}, 'case', ${newId('case', now)}, 1, 'online', '噪声扰民', ${personId}, ${town.unitId}, ${now}, 'hotline_12345', ${handledBy})`;
  return id;
}
const take = (id: string, level: RatingLevel, who = town.liaison, more: object = {}) =>
  service.call('ratingDesk.take', { id, level, reasons: [], optionsVersion: ratingOptionsVersion, ...more } as never, who.token);

test('the rating of a caller without an account is taken down by somebody who had no part in it, once', async () => {
  const id = await aCallersOccasion();
  expect((await service.call('ratingDesk.read', { id }, town.liaison.token)).body).toMatchObject({ state: 'open', personName: '来电赵某' });
  const answers = await Promise.all([take(id, 4), take(id, 5, town.secondHandler), take(id, 3, town.unitHead)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const winner = answers.findIndex(({ status }) => status === 200);
  const taker = [town.liaison, town.secondHandler, town.unitHead][winner]?.id;
  expect(await service.db`select level, taken_by as "takenBy" from rating where occasion_id = ${id}`).toEqual([
    { level: [4, 5, 3][winner], takenBy: taker },
  ]);
  expect((await service.call('ratingDesk.read', { id }, town.liaison.token)).body.state).toBe('rated');
});

test('the rated never take it down nor read it, nor does anybody of another unit, nor for somebody with an account', async () => {
  const id = await aCallersOccasion([town.handler.id, town.liaison.id]);
  for (const none of [town.handler, town.liaison, town.strangerHead]) {
    expect((await take(id, 5, none)).error?.code).toBe('not_found');
    expect((await service.call('ratingDesk.read', { id }, none.token)).error?.code).toBe('not_found');
  }
  expect((await take(id, 5, town.officer)).error?.code).toBe('role_required');
  expect((await take(await anOccasion(), 5, town.unitHead)).error?.code).toBe('not_found');
  expect(await service.db`select 1 from rating where occasion_id = ${id}`).toHaveLength(0);
});

test('a low rating that was taken down opens a remedy for somebody who is not rated; what nobody said stays not rated', async () => {
  const id = await aCallersOccasion([town.handler.id]);
  expect((await take(id, 2, town.secondHandler, { reasons: ['slow'], words: '拖了半个月' })).status).toBe(200);
  const [remedy] = await service.db<{ ownerId: string }[]>`select owner_id as "ownerId" from remedy_order where occasion_id = ${id}`;
  expect(remedy?.ownerId).toBe(town.unitHead.id);
  const silent = await aCallersOccasion();
  await service.db`update rating_occasion set finished_at = ${later(monday, -365 * day)} where id = ${silent}`;
  expect((await service.call('ratingDesk.read', { id: silent }, town.unitHead.token)).body.state).toBe('not_rated');
  expect((await take(silent, 5)).error?.code).toBe('rating_over');
  expect(await service.db`select 1 from rating where occasion_id = ${silent}`).toHaveLength(0);
});
