import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadDemoLife } from '../../functions/stand-ins/demo-life';
import { passSecondFactorOf } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let service: TestServer;
beforeAll(async () => {
  service = await startTestServer({ jobs: false });
});
afterAll(() => service?.stop());

test('a demonstration starts with a conference and its task, a round to three firms, and a list of employees; once, also by two at once', async () => {
  expect(await Promise.all([loadDemoLife(service.room), loadDemoLife(service.room)])).toEqual([[], []]);
  expect(await loadDemoLife(service.room)).toEqual([]);
  const [counted] = await service.db`
    select (select count(*) from case_conference where status = 'decided') as conferences, (select count(*) from case_task) as tasks,
      (select count(*) from home_visit where status = 'planned') as visits, (select count(*) from visit_plan) as rounds,
      (select count(*) from group_list) as lists, (select count(*) from group_person where result = 'waiting') as people`;
  expect(counted).toEqual({ conferences: 1, tasks: 1, visits: 3, rounds: 1, lists: 1, people: 5 });

  const firm = await service.signIn('demo-employee-su-0001');
  const { groups } = (await service.call('groups.list', {}, firm)).body;
  expect(groups).toMatchObject([{ people: 5, done: 0 }]);
  const handler = await service.signIn('demo-handler-guancheng-0001');
  await passSecondFactorOf(service.db, '罗承');
  const { plans } = (await service.call('visitDesk.calendar', {}, handler)).body;
  expect(plans).toMatchObject([{ stops: 3, mine: true }]);
});
