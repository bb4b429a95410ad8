import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');
let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'onewindow-start-'));
  chmodSync(base, 0o755);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Start {
  child: ChildProcess;
  /** What it has printed so far, both streams. */
  said(): string;
  ended: Promise<number | null>;
}

function start(port: number, dataDir: string, command = [process.execPath, 'scripts/start.mjs']): Start {
  const { NODE_OPTIONS: _, DATABASE_URL: __, npm_lifecycle_event: ___, ONEWINDOW_SEAL_KEY: ____, ...env } = process.env;
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd: root, env: { ...env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  return { child, said: () => output, ended: new Promise((done) => child.once('close', (code) => done(code))) };
}

/** Milliseconds until /healthz answered 200. */
async function healthy(port: number, started: Start): Promise<number> {
  const began = performance.now();
  let over = false;
  started.ended.then(() => {
    over = true;
  });
  while (!over) {
    const status = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return performance.now() - began;
    await pause(25);
  }
  throw new Error(`the start ended: ${started.said()}`);
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const stillRuns = (dataDir: string): boolean => existsSync(join(dataDir, 'postgres', 'postmaster.pid'));

describe('npm start', () => {
  const dataDir = () => join(base, 'data');

  test('comes up, says where it is and who to be, and Ctrl-C stops everything with code 0', async () => {
    const port = await freePort();
    const started = start(port, dataDir());
    await healthy(port, started);
    while (!started.said().includes('Ctrl-C')) await pause(20);
    expect(started.said()).toContain(`http://127.0.0.1:${port}`);
    expect(started.said()).toContain('督办');
    expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toContain('text/html');
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(stillRuns(dataDir())).toBe(false);
  }, 240_000);

  test('the second time it answers within seconds, and SIGTERM stops it as well', async () => {
    const port = await freePort();
    const started = start(port, dataDir());
    // the promise is 5 s on a quiet machine; other test files run beside this one
    expect(await healthy(port, started)).toBeLessThan(12_000);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(stillRuns(dataDir())).toBe(false);
  });

  test('comes back after it was killed without warning', async () => {
    const port = await freePort();
    const killed = start(port, dataDir());
    await healthy(port, killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const started = start(port, dataDir());
    await healthy(port, started);
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(stillRuns(dataDir())).toBe(false);
  });

  test('stops when npm, which started it, is told to stop', async () => {
    const port = await freePort();
    const started = start(port, dataDir(), ['npm', 'start']);
    await healthy(port, started);
    started.child.kill('SIGTERM');
    await started.ended;
    for (let waited = 0; stillRuns(dataDir()) && waited < 10_000; waited += 50) await pause(50);
    expect(stillRuns(dataDir())).toBe(false);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });

  test('a port in use is said at once, in both languages, with code 20', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const started = start(port, join(base, 'untouched'));
    expect(await started.ended).toBe(20);
    other.close();
    expect(started.said()).toContain(`端口 ${port} 已被别的程序占用`);
    expect(started.said()).toContain(`Port ${port} is in use`);
    expect(existsSync(join(base, 'untouched'))).toBe(false);
  });

  test('a PORT that is no port is refused with code 2', async () => {
    const started = start(Number.NaN, join(base, 'untouched'));
    expect(await started.ended).toBe(2);
  });

  test('a broken data folder is said in both languages, with code 22 and nothing changed', async () => {
    const folder = join(base, 'broken');
    mkdirSync(join(folder, 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), 'not a version');
    const started = start(await freePort(), folder);
    expect(await started.ended).toBe(22);
    expect(started.said()).toContain('数据文件夹已损坏');
    expect(started.said()).toContain('The data folder is damaged');
    expect(readFileSync(join(folder, 'postgres', 'PG_VERSION'), 'utf8')).toBe('not a version');
  });
});
