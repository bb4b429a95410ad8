import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/client';
import { startEmbedded } from '../../db/embedded';

const settings = { fsync: 'off', shared_buffers: '16MB' };
let base: string;
let dataDir: string;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'onewindow-embedded-'));
  execFileSync('chmod', ['755', base]);
  dataDir = join(base, 'data');
  await (await startEmbedded({ dataDir, settings })).stop();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A copy of the ready data folder, to break. */
function copyOfData(name: string): string {
  const copy = join(base, name);
  execFileSync('cp', ['-a', dataDir, copy]);
  return copy;
}

/** A process that starts Postgres on the folder, prints one line, and waits to be killed. */
async function starter(folder: string): Promise<{ child: ChildProcess; port: number; pid: number }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, '../../db/embedded.ts'))};
    const { port, pid } = await startEmbedded({ dataDir: ${JSON.stringify(folder)}, settings: ${JSON.stringify(settings)} });
    console.log(JSON.stringify({ port, pid }));
    process.on('SIGTERM', () => process.exit(0));
    setInterval(() => {}, 1000);`;
  const file = join(base, `starter-${Math.random().toString(36).slice(2)}.mts`);
  writeFileSync(file, script);
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const line = await new Promise<string>((done, fail) => {
    child.stdout?.once('data', (chunk) => done(String(chunk)));
    child.once('exit', (code) => fail(new Error(`the starter ended with ${code}`)));
  });
  return { child, ...JSON.parse(line) };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

test('keeps what was written from one start to the next', async () => {
  const first = await startEmbedded({ dataDir, settings });
  const db = connect(first.url, { max: 1 });
  await db`create table kept as select '一窗通' as name`;
  await db.end();
  await first.stop();
  const second = await startEmbedded({ dataDir, settings });
  const again = connect(second.url, { max: 1 });
  expect([...(await again`select name from kept`)]).toEqual([{ name: '一窗通' }]);
  await again.end();
  await second.stop();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('finds Chinese by parts of words and sorts it as people do', async () => {
  const postgres = await startEmbedded({ dataDir, settings });
  const db = connect(postgres.url, { max: 1 });
  await db`create extension if not exists pg_trgm`;
  const [{ trigrams } = { trigrams: [] }] = await db<{ trigrams: string[] }[]>`select show_trgm('王小明') as trigrams`;
  expect(trigrams.length).toBeGreaterThan(0);
  const sorted = await db<{ name: string }[]>`select name from unnest(array['重庆', '北京', '阿里']) as t(name) order by name collate "zh-x-icu"`;
  expect(sorted.map(({ name }) => name)).toEqual(['阿里', '北京', '重庆']);
  await db.end();
  await postgres.stop();
});

test('takes over the server that outlived its killed starter, and stops it', async () => {
  const folder = copyOfData('orphan');
  const { child, pid } = await starter(folder);
  await killed(child);
  const postgres = await startEmbedded({ dataDir: folder, settings });
  expect(postgres.pid).toBe(pid);
  await postgres.stop();
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('shares the server of a living starter, and leaves it running', async () => {
  const folder = copyOfData('shared');
  const { child, pid } = await starter(folder);
  const guest = await starter(folder);
  expect(guest.pid).toBe(pid);
  const gone = new Promise((done) => guest.child.once('exit', done));
  guest.child.kill('SIGTERM');
  await gone;
  const second = await startEmbedded({ dataDir: folder, settings });
  expect(second.pid).toBe(pid);
  await second.stop();
  const db = connect(second.url, { max: 1 });
  expect([...(await db`select 1 as one`)]).toEqual([{ one: 1 }]);
  await db.end();
  await killed(child);
  await (await startEmbedded({ dataDir: folder, settings })).stop();
});

test('starts again after the server itself was killed', async () => {
  const folder = copyOfData('crashed');
  const { child, pid } = await starter(folder);
  process.kill(pid, 'SIGKILL');
  await killed(child);
  const postgres = await startEmbedded({ dataDir: folder, settings });
  expect(postgres.pid).not.toBe(pid);
  await postgres.stop();
});

test('ignores a lock file whose number now belongs to another program', async () => {
  const folder = copyOfData('stale');
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n${folder}/postgres\n1\n15432\n\n127.0.0.1\n0 0\nready   \n`);
  const postgres = await startEmbedded({ dataDir: folder, settings });
  expect(postgres.pid).not.toBe(process.pid);
  await postgres.stop();
});

test('keeps the password and the data to their owner', async () => {
  const mode = (path: string) => execFileSync('stat', ['-c', '%a', path], { encoding: 'utf8' }).trim();
  expect(mode(join(dataDir, 'postgres'))).toBe('700');
  expect(mode(join(dataDir, 'postgres', 'onewindow.password'))).toBe('600');
  const postgres = await startEmbedded({ dataDir, settings });
  const stranger = connect(postgres.url.replace(/:[^:@]+@/, ':wrong@'), { max: 1 });
  await expect(stranger`select 1`).rejects.toThrow('password authentication failed');
  await stranger.end();
  await postgres.stop();
});

describe('says in one sentence what is wrong', () => {
  const broken: [string, (folder: string) => void, string, number][] = [
    ['a folder that is no database', (folder) => rmSync(join(folder, 'postgres', 'PG_VERSION')), 'data_folder_broken', 22],
    ['a version file of garbage', (folder) => writeFileSync(join(folder, 'postgres', 'PG_VERSION'), 'garbage'), 'data_folder_broken', 22],
    ['another major version', (folder) => writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '15\n'), 'data_folder_version', 23],
    [
      'a control file of garbage',
      (folder) => writeFileSync(join(folder, 'postgres', 'global', 'pg_control'), Buffer.alloc(8192, 7)),
      'data_folder_broken',
      22,
    ],
    ['a lost control file', (folder) => rmSync(join(folder, 'postgres', 'global', 'pg_control')), 'data_folder_broken', 22],
    [
      'a file in the place of the folder',
      (folder) => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, 'x');
      },
      'data_folder_access',
      24,
    ],
  ];
  test.each(broken)('%s', async (name, damage, code, exitCode) => {
    const folder = copyOfData(name.replaceAll(' ', '-'));
    damage(folder);
    await expect(startEmbedded({ dataDir: folder, settings })).rejects.toMatchObject({ code, exitCode, message: expect.stringContaining(folder) });
  });

  test('a port that is taken', async () => {
    const { server, port } = await listener();
    await expect(startEmbedded({ dataDir, port, settings })).rejects.toMatchObject({ code: 'port_in_use', exitCode: 20 });
    server.close();
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? test : test.skip)('a disk without space, before and after the first start', async () => {
    const small = join(base, 'small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=30m', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      // a container may forbid mounting; then there is nothing to show
      return;
    }
    try {
      await expect(startEmbedded({ dataDir: join(small, 'data'), settings })).rejects.toMatchObject({ code: 'no_disk_space', exitCode: 21 });
      execFileSync('mount', ['-o', 'remount,size=300m', small]);
      await (await startEmbedded({ dataDir: join(small, 'data'), settings })).stop();
      writeFileSync(join(small, 'filler'), Buffer.alloc(1));
      execFileSync('sh', ['-c', `dd if=/dev/zero of="${small}/filler" bs=1M 2>/dev/null || true`]);
      await expect(startEmbedded({ dataDir: join(small, 'data'), settings })).rejects.toMatchObject({ code: 'no_disk_space', exitCode: 21 });
    } finally {
      execFileSync('umount', [small]);
    }
  });

  (asRoot ? test : test.skip)("a folder that the database's account cannot enter", async () => {
    const closed = join(base, 'closed');
    mkdirSync(join(closed, 'inner'), { recursive: true });
    execFileSync('chmod', ['700', closed]);
    writeFileSync(join(closed, 'other'), 'of somebody');
    await expect(startEmbedded({ dataDir: join(closed, 'inner', 'data'), settings })).rejects.toMatchObject({
      code: 'data_folder_access',
      exitCode: 24,
    });
  });
});

(process.getuid?.() === 0 ? test : test.skip)('opens a private folder that holds nothing but the data, to the database alone', async () => {
  const mine = join(base, 'mine');
  mkdirSync(join(mine, 'data'), { recursive: true });
  for (const folder of [mine, join(mine, 'data')]) execFileSync('chmod', ['700', folder]);
  await (await startEmbedded({ dataDir: join(mine, 'data'), settings })).stop();
  expect(execFileSync('stat', ['-c', '%a', mine], { encoding: 'utf8' }).trim()).toBe('710');
});

(process.getuid?.() === 0 ? test : test.skip)('runs for an ordinary user as well, in a folder of its own', async () => {
  const home = join(base, 'home');
  mkdirSync(home);
  execFileSync('chown', ['nobody', home]);
  const file = join(base, 'as-nobody.mts');
  writeFileSync(
    file,
    `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, '../../db/embedded.ts'))};
     const postgres = await startEmbedded({ dataDir: ${JSON.stringify(join(home, 'data'))}, settings: ${JSON.stringify(settings)} });
     await postgres.stop();
     console.log('started and stopped by', process.getuid());`,
  );
  const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
  try {
    execFileSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', join(import.meta.dirname, '../..')], { uid });
  } catch {
    // a checkout below a private folder: an ordinary user has no business here
    return;
  }
  const env = { PATH: process.env.PATH, TMPDIR: home, HOME: home };
  const said = execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), file], { uid, gid: uid, cwd: home, env, encoding: 'utf8' });
  expect(said).toContain(`started and stopped by ${uid}`);
});

test('chooses another port when somebody listens on the first', async () => {
  const taken: Server[] = [];
  const first = await startEmbedded({ dataDir, settings });
  await first.stop();
  taken.push((await listener(first.port)).server);
  const second = await startEmbedded({ dataDir, settings });
  expect(second.port).not.toBe(first.port);
  expect(second.port).toBeLessThan(32_768);
  await second.stop();
  for (const server of taken) server.close();
});

test('writes no statement and no value of a failed statement to its log', async () => {
  const postgres = await startEmbedded({ dataDir, settings });
  const db = connect(postgres.url, { max: 1 });
  await db`create table secret (value text unique)`;
  await db`insert into secret values ('canary-7f3a')`;
  await expect(db`insert into secret values ('canary-7f3a')`).rejects.toThrow('duplicate key');
  await db.end();
  await postgres.stop();
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('canary');
});

function listener(port = 0): Promise<{ server: Server; port: number }> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
}
