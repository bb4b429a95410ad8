import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Likeness, likeness } from '../../../shared/rules/common-problem';
import { freshDatabase } from '../../support/database';
import { startTestPostgres } from '../../support/test-postgres';
import { groupAll, type Measure, measure, requests } from './measure';

/**
 * `npm run prove:common`: groups the labelled requests as the job does, in three orders, and prints precision, recall and what was confused;
 * then with two seeded defects (everything alike, nothing alike), which must go red. `--all` lists every confused pair. Status 1 when a
 * bound is missed or a defect passes.
 */
const bounds = { precision: 0.9, recall: 0.7 };

const given = process.env.TEST_DATABASE_URL;
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = given ?? postgres?.url;

const grouped = async (seed: number, rules?: Likeness) => {
  const { db, drop } = await freshDatabase();
  try {
    return await groupAll(db, seed, rules);
  } finally {
    await drop();
  }
};
const told = ({ precision, recall }: Measure) => `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
const holds = ({ precision, recall }: Measure) => precision >= bounds.precision && recall >= bounds.recall;

const problems = new Set(requests.flatMap(({ problem }) => problem ?? []));
process.stdout.write(
  `${requests.length} requests, ${problems.size} problems, ${requests.filter(({ problem }) => !problem).length} that nobody else has\n`,
);
let good = true;
for (const seed of [1, 2, 3]) {
  const groups = await grouped(seed);
  const whole = measure(groups);
  good &&= holds(whole);
  process.stdout.write(
    `order ${seed}: ${told(whole)} · tuned ${told(measure(groups, ['tuned']))} · held out ${told(measure(groups, ['held']))} · written later ${told(measure(groups, ['later']))}\n`,
  );
  if (seed > 1 && !process.argv.includes('--all')) continue;
  const pairs = [...whole.confused].sort(([, one], [, other]) => other - one);
  for (const [pair, count] of process.argv.includes('--all') ? pairs : pairs.slice(0, 12)) process.stdout.write(`  confused ${count}×  ${pair}\n`);
}
for (const [name, joinsFrom] of [
  ['everything is alike', 0.05],
  ['nothing is alike', 0.8],
] as const) {
  const defect = measure(await grouped(1, { ...likeness, joinsFrom }));
  process.stdout.write(`seeded defect “${name}”: ${told(defect)} — ${holds(defect) ? 'MISSED' : 'found'}\n`);
  good &&= !holds(defect);
}
await postgres?.stop();
process.exit(good ? 0 : 1);
