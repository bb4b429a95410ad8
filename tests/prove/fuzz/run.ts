import { rmSync } from 'node:fs';
import { wechatPushPath } from '../../../functions/wechat-pushes';
import { type EndpointName, routes } from '../../../shared/contract/routes';
import { copyWith, option, root } from '../seeded';
import { type Attack, attack } from './attack';
import { type Fault, faults } from './faults';
import { layScene } from './laid-scene';
import { attackPushes, type Pushed } from './pushes';

/**
 * `npm run prove:fuzz` (issue 7): of every operation of the contract so many requests — as they should be, changed in one place, hostile, broken on
 * the way — over real HTTP to the service in a process of its own, on a Postgres with the scene of prove:access, with sessions of those who may.
 * Nothing may be answered with 5xx, with a status or code that is not declared, off its schema, or after more than a second, and nothing that the
 * contract refuses may be accepted. Then the same on copies of the source with seeded faults, each of which must be found. The contract that judges
 * is that of the real source. What WeChat pushes, which is no operation of the contract, is attacked by its own protocol (`pushes.ts`). `--each N`
 * requests an operation (400), `--seed N`; `--only PREFIX` for one domain (`/api/wechat` for the pushes), without the faults.
 * Ends with one line of JSON; status 1 when something was found or a fault was missed.
 */
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const each = option('each', 400);
const seed = option('seed', 20_261_127);
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const laid = await layScene();
process.stdout.write(`the scene is set; ${seconds()} s\n`);

const names = (Object.keys(routes) as EndpointName[]).filter((name) => !only || name.startsWith(only));
const parts = await Promise.all(
  [0, 1].map((part) =>
    attacked(
      root,
      names.filter((_, index) => index % 2 === part),
      { times: each, enough: 4 },
    ),
  ),
);
const pushed = only && !wechatPushPath.startsWith(only) ? { requests: 0, taken: 0, findings: [] } : await pushedAt(root, Math.ceil(each / 40));
const sum = (field: 'operations' | 'requests' | 'done') => parts.reduce((all, part) => all + part[field], 0);
const findings = [...parts.flatMap((part) => part.findings), ...pushed.findings];
const silent = names.filter((name) => !parts.some(({ opened }) => opened.includes(name)));
for (const finding of findings) process.stdout.write(`found: ${finding}\n`);
if (silent.length > 0) process.stdout.write(`never answered with 200: ${silent.join(' ')}\n`);
process.stdout.write(
  `${sum('operations')} operations, ${sum('requests')} requests, ${sum('done')} answered with 200, ${pushed.requests} of WeChat's pushes, ${pushed.taken} taken; ${findings.length} findings; ${seconds()} s\n`,
);

const missed: string[] = [];
const groups = only ? [] : [...new Set(faults.map(({ group }) => group))].map((group) => faults.filter((fault) => fault.group === group));
await Promise.all([hunt(), hunt()]);
const wanted = only ? 0 : faults.length;
process.stdout.write(`seeded faults ${wanted}, found ${wanted - missed.length}; ${seconds()} s in all\n`);
await laid.end();
const result = {
  operations: sum('operations'),
  requests: sum('requests'),
  answered: sum('done'),
  pushes: pushed.requests,
  opened: names.length - silent.length,
  findings: findings.length,
  faults: wanted,
  found: wanted - missed.length,
  missed,
  seconds: seconds(),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(findings.length === 0 && missed.length === 0 ? 0 : 1);

/** Attacks a service of this source on a database of its own. */
function attacked(source: string, those: readonly EndpointName[], { times, enough }: { times: number; enough: number }): Promise<Attack> {
  return laid.on(source, ({ service, db, restore }) =>
    attack({ port: service.port, db, stage: laid.stage }, those, times, seed, { enough, between: restore }),
  );
}

function pushedAt(source: string, rounds: number): Promise<Pushed> {
  return laid.on(source, ({ service, db }) => attackPushes(service.port, db, laid.stage.scene.now, { rounds, seed }));
}

async function hunt(): Promise<void> {
  for (let group = groups.shift(); group; group = groups.shift()) {
    const copy = copyWith({ name: group.map(({ name }) => name).join(', '), edits: group.flatMap(({ edits }) => edits) });
    const those = [...new Set(group.flatMap((fault) => fault.only))].filter((one) => one !== wechatPushPath);
    const seen = await (those.length > 0 ? attacked(copy, those, { times: 240, enough: 40 }) : pushedAt(copy, 3)).finally(() =>
      rmSync(copy, { recursive: true, force: true }),
    );
    for (const fault of group) tell(fault, seen.findings);
  }
}

function tell({ name, only: at, shows }: Fault, seen: readonly string[]): void {
  const shown = seen.find((finding) => at.some((one) => finding.startsWith(`${one}:`)) && shows.test(finding));
  if (!shown) missed.push(name);
  process.stdout.write(shown ? `found: ${name} — ${shown.slice(0, 200)}\n` : `MISSED ${name}: ${seen.join(' | ').slice(0, 600)}\n`);
}
