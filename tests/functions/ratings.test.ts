import { later } from '../../shared/rules/shanghai';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId } from '../../functions/ids';
import { type RatingLevel, ratingLevels, type RatingPlace, ratingPlaces, ratingReasons, reasonsFor } from '../../shared/rules/rating';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

async function anOccasion(place: RatingPlace = 'online', finishedAt = monday): Promise<string> {
  const id = newId('rate', finishedAt);
  await service.db`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at)
    values (${id}, 'case', ${newId('case', finishedAt)}, 1, ${place}, '集中办证', ${town.employee.id}, ${town.unitId}, ${finishedAt})`;
  return id;
}
const give = (id: string, level: RatingLevel, reasons: readonly string[] = [], token = town.employee.token) =>
  service.call('ratings.give', { id, level, reasons } as never, token);

test('of fifty ratings of one occasion at once, one counts and all others hear that it was rated', async () => {
  const id = await anOccasion();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => give(id, ratingLevels[index % 5] as RatingLevel)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 409 && answer.error?.code === 'already_rated')).toHaveLength(49);
  const winner = answers.find((answer) => answer.status === 200)?.body;
  expect(await service.db`select level, options_version as version from rating where occasion_id = ${id}`).toEqual([
    { level: winner?.level, version: 1 },
  ]);
});

test('the occasion is open until it is rated, newest first, and not rating is no rating', async () => {
  const older = await anOccasion('on_site', later(monday, -86_400_000));
  const newer = await anOccasion();
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
