import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Database } from '../../db/client';
import { createSealer } from '../../db/sealed';
import { createApp } from '../../functions/app';
import type { Room } from '../../functions/call';
import { type TestClock, testClock } from '../../functions/ports/clock';
import { portsFromEnv } from '../../functions/ports/from-env';
import { standInEnvironment, standIns } from '../../functions/stand-ins/index';
import { freshDatabase } from './database';
import { apiCaller, type TestServer } from './server';
import { testNow, testSealKey } from './test-city';

export type TestRoom = Pick<TestServer, 'call' | 'signIn'> & { url: string; db: Database; room: Room; clock: TestClock; stop(): Promise<void> };

/** The service and the stand-ins over HTTP on a database of its own, without the timer: jobs run only when a test says so. */
export async function startTestRoom(now = testNow): Promise<TestRoom> {
  const { db, drop } = await freshDatabase();
  const clock = testClock(now);
  const root = new Hono();
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: root.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started)) as Server;
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sealer = createSealer(testSealKey);
  const room: Room = { database: db, sealer, ports: portsFromEnv(standInEnvironment(url), { database: db, sealer, clock }) };
  root.route('/', standIns({ origin: url, database: db, clock: { now: () => clock.now() }, people: [], register: [], towns: [] }));
  root.route('/', createApp(room));
  return {
    url,
    db,
    room,
    clock,
    ...apiCaller(url),
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await drop();
    },
  };
}
