import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import { notify } from '../../functions/notify';
import { systemClock } from '../../functions/ports/clock';
import { startServer } from '../../functions/server';
import { standInEnvironment } from '../../functions/stand-ins/index';
import { aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { testSealKey } from '../support/test-city';

/** The plain server's timer and the cron entry on one database, each on the machine's own clock, as a host runs them. */

let server: TestServer;
const before = { ...process.env };
beforeAll(async () => {
  server = await startTestServer({ jobs: false, now: systemClock.now() });
  Object.assign(process.env, standInEnvironment(server.standInUrl), {
    DATABASE_URL: server.databaseUrl,
    ONEWINDOW_SEAL_KEY: testSealKey,
    CRON_SECRET: 'a-secret-for-the-cron',
  });
});
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  await server?.stop();
});

const control = (path: string, method = 'POST', body?: unknown) =>
  fetch(`${server.standInUrl}/stand-in/wechat/__stand-in/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('the cron entry and the plain server do the same work, twice and at once, and each message goes out once', async () => {
  const openids = Array.from({ length: 20 }, (_, number) => `o_scheduled_${String(number).padStart(4, '0')}`);
  const now = systemClock.now();
  for (const openid of openids) {
    const { id } = await aPerson(server.db);
    await server.db`update person set openid = ${openid} where id = ${id}`;
    await control('login', 'POST', { openid });
    for (let grant = 0; grant < 3; grant++) await control('grant', 'POST', { openid, templateIds: ['demo-template-case-completed'] });
    await server.db`insert into subscribe_grant (person_id, kind, remaining) values (${id}, 'case_completed', 3)`;
    await server.db.begin((tx) => notify(tx, { personId: id, kind: 'case_completed', subjectId: null, facts: { number: 'D1' }, now }));
  }
  const { default: cron } = await import('../../functions/cron');
  const scheduled = async () => {
    const answer = await cron.fetch(new Request('http://127.0.0.1/api/cron', { headers: { Authorization: `Bearer ${process.env.CRON_SECRET}` } }));
    return { status: answer.status, report: (await answer.json()) as { done: Record<string, number>; failed: string[] } };
  };
  // Its timer runs the jobs by itself.
  const plain = await startServer({ port: 0, databaseUrl: server.databaseUrl, standIns: false, clock: systemClock });
  try {
    const [first, second, own] = await Promise.all([scheduled(), scheduled(), runJobs(plain.room), runJobs(plain.room)]);
    expect([first.status, second.status, first.report.failed, own.failed]).toEqual([200, 200, [], []]);
    expect(Object.keys(first.report.done).sort()).toEqual(Object.keys(own.done).sort());
    const pending = async () => (await server.db`select 1 from outbox where kind = 'wechat_message' and state = 'pending'`).length;
    for (let look = 0; look < 100 && (await pending()) > 0; look++) await new Promise((resolve) => setTimeout(resolve, 50));
    for (const openid of openids) {
      const { messages } = (await (await control(`messages?openid=${openid}`, 'GET')).json()) as { messages: unknown[] };
      expect([openid, messages.length]).toEqual([openid, 1]);
    }
    expect(((await (await control('token', 'GET')).json()) as { fetched: number }).fetched).toBe(1);
  } finally {
    await plain.stop();
  }
});
