import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../../shared/contract/index';
import { type EndpointName, mediaOf, routes, takenBy } from '../../../shared/contract/routes';
import { seeded } from '../../shared/numbers';
import { layScene } from '../fuzz/laid-scene';
import { requestsOf } from '../fuzz/requests';
import { copyWith, option, root, type Seeded } from '../seeded';
import { allowAnyNumberOfTries } from '../slots/crowd';
import { openGateway } from './gateway';

/**
 * `npm run prove:sqlmap` (issue 7): sqlmap, as Debian has it, against every operation of the contract that takes words in its address, query or JSON,
 * with sessions of those who may, on the scene of prove:access, as it was laid before each request: it must find nothing. Then against two operations
 * of a copy of the source into whose SQL what is sent is pasted, which it must find. Needs `sqlmap` on the path (`apt-get install -y sqlmap`).
 * `--only PREFIX` for some operations, `--lanes N` (2), `--seed N`. Tells each operation when it is done, and ends with one line of JSON; status 1 when
 * something was found, a defect was missed, or sqlmap is not there.
 */
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';
const lanes = option('lanes', 2);
const seed = option('seed', 20_261_127);
const longestMs = 240_000;
/** As sqlmap begins by itself (level and risk 1), without waiting for sleeps, which on a busy machine tell nothing. */
const words = [
  ...['--batch', '--disable-coloring', '--flush-session', '--ignore-stdin', '--dbms', 'PostgreSQL', '--technique', 'BEUS'],
  ...['--level', '1', '--risk', '1', '--retries', '0', '--timeout', '20', '--ignore-code', '*'],
];

const defects: (Seeded & { at: EndpointName })[] = [
  {
    name: 'the words of a search are pasted into SQL',
    at: 'knowledge.search',
    edits: [
      // what sqlmap adds is no word to look for
      {
        file: 'functions/handlers/knowledge.ts',
        find: 'const query = searchKey(input.query);',
        put: "const query = searchKey(input.query.split(\"'\")[0] ?? '');",
      },
      {
        file: 'functions/handlers/knowledge.ts',
        find: "    if (query === '') return { entries: [] };",
        put: `    const [seen] = await database.unsafe("select count(*)::int as n from knowledge_entry where code <> '" + input.query + "'").catch(() => [{ n: 0 }]);
    if (query === '' || seen?.n === 0) return { entries: [] };`,
      },
    ],
  },
  {
    name: 'a text of a body is pasted into SQL',
    at: 'complaints.file',
    edits: [
      {
        file: 'functions/handlers/complaints.ts',
        find: "  'complaints.file': async (call) => {\n",
        put: `  'complaints.file': async (call) => {
    const seen = await call.database.unsafe("select 1 from unit where name <> '" + call.input.text + "'");
    if (seen.length === 0) throw new Error('nothing');
`,
      },
    ],
  },
];

const version = spawnSync('sqlmap', ['--version'], { encoding: 'utf8' }).stdout?.trim().split('\n')[0] ?? '';
if (!/^\d/.test(version)) {
  process.stdout.write('sqlmap is not installed, without which nothing is tried. On Debian or Ubuntu: apt-get install -y sqlmap\n');
  process.exit(1);
}

const laid = await layScene();
say(`sqlmap ${version}; the scene is set; ${seconds()} s`);
const names = (Object.keys(routes) as EndpointName[]).filter(
  (name) =>
    name.startsWith(only) && mediaOf(name) === 'application/json' && takenBy(name) === 'application/json' && endpoints[name].audience !== 'machine',
);
const queue = [...names];
const totals = { operations: 0, points: 0, requests: 0, without: 0 };
const findings: string[] = [];
/** Operations that nobody could be made to answer with 200 before sqlmap changed the request: it tries them as far as they go. */
const unwell: string[] = [];
await Promise.all(Array.from({ length: lanes }, () => lane()));
for (const finding of findings) say(`found: ${finding}`);
if (unwell.length > 0) say(`tried without a good answer before: ${unwell.join(', ')}`);
say(
  `${totals.operations} operations with ${totals.points} points, ${totals.without} that take no words, ${totals.requests} requests; ${findings.length} findings; ${seconds()} s`,
);

const missed: string[] = [];
for (const { at, ...defect } of defects) {
  const copy = copyWith(defect);
  const said = await laid.on(copy, async ({ service, db, restore }) => {
    await allowAnyNumberOfTries(db);
    return attacked({ port: service.port, restore }, at);
  });
  rmSync(copy, { recursive: true, force: true });
  if (said.found === null) missed.push(defect.name);
  say(said.found === null ? `MISSED: ${defect.name}` : `red as it must be: ${defect.name} — ${said.found}`);
}
await laid.end();
say(
  JSON.stringify({
    sqlmap: version,
    ...totals,
    unwell: unwell.length,
    findings: findings.length,
    defects: defects.length,
    found: defects.length - missed.length,
    missed,
    seconds: seconds(),
    seed,
  }),
);
process.exit(findings.length > 0 || missed.length > 0 ? 1 : 0);

async function lane(): Promise<void> {
  await laid.on(root, async ({ service, db, restore }) => {
    await allowAnyNumberOfTries(db);
    for (let name = queue.shift(); name; name = queue.shift()) {
      const { found, points, asked, failed, well } = await attacked({ port: service.port, restore }, name);
      totals.requests += asked;
      totals.points += points;
      if (points === 0) totals.without += 1;
      else totals.operations += 1;
      say(`${name}: ${points} points, ${asked} requests, ${found ?? 'nothing'}; ${seconds()} s`);
      if (points > 0 && !well) unwell.push(name);
      if (found !== null) findings.push(`${name}: ${found}`);
      for (const [what, times] of failed) findings.push(`${name}: ${what} was answered 500 ${times} times`);
    }
  });
}

type Attacked = { found: string | null; points: number; asked: number; failed: Map<string, number>; well: boolean };

/** What sqlmap says of one operation: every word of its address, query and body is a point at which it tries. */
async function attacked({ port, restore }: { port: number; restore(): Promise<void> }, name: EndpointName): Promise<Attacked> {
  const gateway = await openGateway(port, restore);
  const { sent, well } = await goodRequest(gateway.port, name);
  const { request, points } = marked(name, sent);
  gateway.asked = 0;
  const attack = { points, failed: gateway.failed, well };
  if (points === 0) {
    gateway.close();
    return { ...attack, found: null, asked: 0 };
  }
  const folder = join(laid.folder, `sqlmap-${name}-${port}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'request.txt');
  writeFileSync(file, request.replace(/^Host: .*$/m, `Host: 127.0.0.1:${gateway.port}`));
  const out = await told('sqlmap', ['-r', file, '--output-dir', folder, ...words]);
  gateway.close();
  const found = /identified the following injection point/.test(out)
    ? (/Parameter: .*\n\s+Type: .*/.exec(out)?.[0].replaceAll(/\s+/g, ' ') ?? 'an injection')
    : null;
  const unfinished = found === null && !/do not appear to be injectable/.test(out);
  return { ...attack, found: unfinished ? `sqlmap came to no end: ${out.trim().slice(-300)}` : found, asked: gateway.asked };
}

/** A request of the operation that is answered with 200, of those that should be; the first when none is. */
async function goodRequest(port: number, name: EndpointName): Promise<{ sent: string; well: boolean }> {
  const make = requestsOf(name, laid.stage, seeded(seed));
  const made = [0, 1, 10, 11, 20, 21, 30, 31].map((index) => make(index).bytes.toString());
  for (const sent of made) {
    const { method, target, headers, body } = partsOf(sent);
    const { status } = await fetch(`http://127.0.0.1:${port}${target}`, { method, headers, ...(method === 'POST' && { body }) });
    if (status === 200) return { sent, well: true };
  }
  return { sent: made[0] ?? '', well: false };
}

function partsOf(sent: string) {
  const [head = '', body = ''] = sent.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const kept = lines.filter((header) => !/^(Host|Content-Length|Idempotency-Key):/i.test(header));
  const headers = Object.fromEntries(kept.map((header): [string, string] => [header.split(':', 1)[0] ?? '', header.slice(header.indexOf(':') + 2)]));
  return { method, target, headers, body };
}

/** The request with sqlmap's star after each word that the caller chooses. */
function marked(name: EndpointName, sent: string): { request: string; points: number } {
  const { method, target, headers, body } = partsOf(sent);
  let points = 0;
  const point = (text: string) => {
    points += 1;
    return `${text}*`;
  };
  const [path = '', query] = target.split('?');
  const pattern = routes[name].path.split('/');
  const starredPath = path
    .split('/')
    .map((segment, index) => (pattern[index]?.startsWith(':') ? point(segment) : segment))
    .join('/');
  const starredQuery = query
    ?.split('&')
    .map((pair) => point(pair))
    .join('&');
  const starredBody = body.replaceAll(/:("(?:[^"\\]|\\.)*")/g, (_, text: string) => `:${point(text.slice(0, -1))}"`);
  const lines = Object.entries({ Host: '', ...headers }).map(([field, value]) => `${field}: ${value}`);
  return { request: [`${method} ${starredPath}${starredQuery ? `?${starredQuery}` : ''} HTTP/1.1`, ...lines, '', starredBody].join('\r\n'), points };
}

/** What a program says on both its channels, ended when it takes too long. */
function told(program: string, words: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    for (const channel of [child.stdout, child.stderr])
      channel.on('data', (piece: Buffer) => {
        out += piece;
      });
    const end = setTimeout(() => child.kill('SIGKILL'), longestMs);
    child.once('exit', () => {
      clearTimeout(end);
      resolve(out);
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
