import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database, whileInReach } from '../../db/client';
import { type Look, Reach } from '../../db/reach';
import { FaultProxy } from '../prove/faults/proxy';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { TlsFront } from '../support/tls-front';

// How soon is measured by `npm run prove:faults`, on a machine that does nothing else. Here whoever is not refused waits until the test is given up.

let fresh: FreshDatabase;
let proxy: FaultProxy;
let pool: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
const postgresPort = () => Number(new URL(fresh.url).port);

async function open(target: () => number, options: { idleSeconds?: number; tls?: true } = {}): Promise<void> {
  proxy = await FaultProxy.start(target);
  const url = new URL(fresh.url);
  url.port = String(proxy.port);
  if (options.tls) url.searchParams.set('sslmode', 'require');
  pool = connect(url.href, { max: 3, idleSeconds: options.idleSeconds ?? 0 });
  await backends();
}
afterEach(async () => {
  proxy.stop();
  await pool.end({ timeout: 0 });
});

/** Which sessions of Postgres the three connections have. */
async function backends(): Promise<number[]> {
  const pids = await Promise.all(
    [1, 2, 3].map(async () => (await pool<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.05)`)[0]?.pid ?? 0),
  );
  return pids.sort();
}

const asked = async (): Promise<{ code: string; ms: number }> => {
  const at = performance.now();
  const code = await whileInReach(pool, (async () => pool`select 1`)()).then(
    () => 'answered',
    (error: { code?: string }) => error.code ?? 'failed',
  );
  return { code, ms: performance.now() - at };
};

async function lostAndFound(): Promise<void> {
  await proxy.be({ kind: 'silent' });
  const first = await asked();
  expect(first.code).not.toBe('answered');
  const next: number[] = [];
  for (let n = 0; n < 5; n++) {
    const { code, ms } = await asked();
    expect(code).not.toBe('answered');
    next.push(ms);
  }
  expect(Math.min(...next)).toBeLessThan(first.ms / 2);
  await proxy.be({ kind: 'pass' });
  while ((await asked()).code !== 'answered') await pause(50);
}

/** A phone that sends a photo slowly, and only then the database. */
const slowPhone = async () => {
  await pool`select 1`;
  await pause(2_500);
  return pool`select 1 as done`;
};

describe('over a plain line', () => {
  beforeEach(() => open(postgresPort));

  test('a database from which nothing comes back is lost: whoever waits is refused, the next at once, and it is found again by itself', lostAndFound);

  test('what sessions without a client hold locked is free when the database is found again', async () => {
    await fresh.db`create table held (id int primary key)`;
    await fresh.db`grant all on held to public`;
    const first = pool.begin(async (tx) => {
      await tx`insert into held values (1)`;
      await proxy.be({ kind: 'silent' });
      await whileInReach(pool, (async () => tx`select 1`)());
    });
    await expect(first).rejects.toThrow();
    await proxy.be({ kind: 'pass' });
    while ((await asked()).code !== 'answered') await pause(50);
    await pool`insert into held values (1)`;
    expect(await fresh.db`select pid from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`).toEqual([]);
  });

  test('one connection that hears nothing any more does not wait for ever, and the others go on', async () => {
    proxy.lose((number) => number === 0);
    const answers = await Promise.all([1, 2, 3].map(asked));
    expect(answers.filter(({ code }) => code === 'answered')).toHaveLength(2);
    await pause(50);
    await Promise.all([1, 2, 3].map(async () => expect((await asked()).code).toBe('answered')));
  });

  test('a statement that takes its time while the database answers is left alone', async () => {
    const [row] = await whileInReach(pool, (async () => pool<{ done: number }[]>`select 1 as done from pg_sleep(2.5)`)());
    expect(row).toEqual({ done: 1 });
  });

  test('what takes long because each round trip does is refused', async () => {
    await proxy.be({ kind: 'slow', delayMs: 300 });
    const work = (async () => {
      for (let trip = 0; trip < 16; trip++) await pool`select 1`;
    })();
    await expect(whileInReach(pool, work)).rejects.toMatchObject({ code: 'DATABASE_SLOW' });
    await proxy.be({ kind: 'pass' });
    await work.catch(() => undefined);
  });

  describe('though connections were cut off while it was under way, nothing is refused that', () => {
    const cutOff = async () => {
      proxy.resetAll();
      await pause(150);
    };

    test('waits for something else than the database', async () => {
      const work = (async () => {
        await cutOff();
        return slowPhone();
      })();
      expect(await whileInReach(pool, work)).toEqual([{ done: 1 }]);
    });

    test('waits for a statement that takes its time, once the database was seen to answer', async () => {
      const work = (async () => {
        await cutOff();
        return pool`select 1 as done from pg_sleep(3)`;
      })();
      expect(await whileInReach(pool, work)).toEqual([{ done: 1 }]);
    });

    test('waits while this process itself is busy', async () => {
      const work = (async () => {
        await cutOff();
        await pool`select 1`;
        const slept = pool`select 1 as done from pg_sleep(2.4)`.execute();
        await pause(20);
        for (let picture = 0; picture < 4; picture++) {
          const until = performance.now() + 600;
          while (performance.now() < until);
          await pause(1);
        }
        return slept;
      })();
      expect(await whileInReach(pool, work)).toEqual([{ done: 1 }]);
    });
  });
});

test('connections that are closed because nobody used them refuse nobody', async () => {
  await open(postgresPort, { idleSeconds: 1 });
  expect(await whileInReach(pool, (async () => pool`select 1 as done from pg_sleep(2.5)`)())).toEqual([{ done: 1 }]);
});

describe('over TLS, where nobody sees what a connection waits for', () => {
  let front: TlsFront;
  beforeEach(async () => {
    front = await TlsFront.start(postgresPort);
    await open(() => front.port, { tls: true });
  });
  afterEach(() => front.stop());

  test('a database from which nothing comes back is lost and found just so', lostAndFound);

  test('connections that nobody uses are kept, however long a request takes', async () => {
    const before = await backends();
    expect(await whileInReach(pool, slowPhone())).toEqual([{ done: 1 }]);
    expect(await backends()).toEqual(before);
  });

  test('a statement that takes its time is left alone', async () => {
    expect(await whileInReach(pool, (async () => pool`select 1 as done from pg_sleep(2.5)`)())).toEqual([{ done: 1 }]);
  });
});

describe('a connection that has been waiting long is left alone', () => {
  let server: Server;
  let other: Socket;
  let line: Socket;
  let looks: number;

  /** One connection that was asked something, and Postgres's side of it; `answer` is what the look of that number finds. */
  async function waiting(answer: (number: number) => Promise<number>): Promise<void> {
    looks = 0;
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const look = (): Look => ({ answer: answer(++looks), fresh: false, end: () => undefined });
    const reach = new Reach(look);
    const address = server.address();
    const arrived = once(server, 'connection') as Promise<[Socket]>;
    line = reach.open({ host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 });
    line.on('error', () => undefined);
    [other] = await arrived;
    line.write('a question');
    void reach.during(once(line, 'close'), 'job').catch(() => undefined);
  }
  afterEach(() => {
    line.destroy();
    other.destroy();
    server.close();
  });
  const lookedAt = async (times: number) => {
    while (looks < times && !line.destroyed) await pause(20);
    await pause(300);
  };

  test('when its answer comes together with that of the look which finds nothing running', async () => {
    await waiting(async (number) => {
      if (number === 3) other.write('the answer');
      return 0;
    });
    await lookedAt(3);
    expect(line.destroyed).toBe(false);
  });

  test('when the look was slow itself, since then a statement may be waiting for its turn', async () => {
    // in step with the turns of the loop, however long they are
    await waiting(async () => {
      for (let turn = 0; turn < 3; turn++) await pause(100);
      return 0;
    });
    await lookedAt(4);
    expect(line.destroyed).toBe(false);
  });

  test('when a Postgres that is there has no connection left for looks', async () => {
    await waiting(async () => {
      throw Object.assign(new Error('too many connections'), { name: 'PostgresError', code: '53300' });
    });
    await lookedAt(4);
    expect(line.destroyed).toBe(false);
  });

  test('but not when nothing runs that it could wait for', async () => {
    await waiting(async () => 0);
    while (!line.destroyed) await pause(20);
  });
});
