/**
 * `npm run prove:paths`: proves every interview of the catalogue, and plants faults to prove that it would find them. `--json` for machines.
 * Ends with 1 when something is not proved, a planted fault stayed hidden, or it took longer than ten seconds.
 */
import { readCatalogue } from '../../db/content/catalogue';
import { readCity } from '../../db/content/city';
import { ContentError } from '../../db/content/content-error';
import type { ServiceItem } from '../../shared/rules/service-item';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { plantFaults, type ProvedItem, proveItem } from './prove-item';
import type { Samples } from './trial';

const mostMs = 10_000;
const samples: Samples = { terminals: 200, random: 20, stepwise: 4 };
const copiesOfEachFault = 3;
/** Faults are planted in items of this many situations at most: more only take longer. */
const mostSituationsForFaults = 40;

const isJson = process.argv.includes('--json');
const today = shanghaiDay(new Date().toISOString());
const lines: string[] = [];

try {
  process.exitCode = provePaths(readCatalogue(readCity().halls.map(({ id }) => id))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function provePaths(items: readonly ServiceItem[]): boolean {
  const proved = items.map((item) => ({ item, proof: proveItem(item.interview, today, samples) }));
  for (const { item, proof } of proved) lines.push(...itemLines(item, proof));
  const places = proved.filter(({ proof }) => proof.situations <= mostSituationsForFaults && proof.found.length === 0);
  const faults = plantFaults(
    places.map(({ item }) => item.interview),
    today,
    copiesOfEachFault,
  );
  const household = proved.filter(({ item }) => item.category === 'household');
  const sum = (list: typeof proved) => list.reduce((total, { proof }) => total + proof.situations, 0);
  const broken = proved.filter(({ proof }) => proof.found.length > 0).length;
  // Since this process began, loading included.
  const ms = Math.round(performance.now());
  if (isJson) {
    const answer = {
      items: proved.map(({ item, proof: { found, ...counts } }) => ({ code: item.code, ...counts, problems: found })),
      household: { items: household.length, situations: sum(household) },
      seededFaults: { planted: faults.planted, found: faults.found },
      ms,
    };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  } else {
    lines.push(
      '',
      `items                ${items.length}, ${sum(proved)} situations, ${broken} not proved`,
      `household            ${household.length} items, ${sum(household)} situations`,
      `planted faults       ${faults.planted}, ${faults.found} found`,
      ...faults.missed.map((name) => `  ✗ not found: ${name}`),
      `time                 ${ms} ms of at most ${mostMs}`,
    );
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return broken === 0 && faults.missed.length === 0 && ms <= mostMs;
}

function itemLines({ code, name }: ServiceItem, { situations, paths, shortest, longest, nodes, tried, found }: ProvedItem): string[] {
  const counts = [
    `${situations} situations`.padStart(17),
    `${paths} paths`.padStart(12),
    `${nodes} nodes`.padStart(12),
    `${tried} tried`.padStart(10),
  ];
  const questions = `${shortest}–${longest} questions`.padStart(15);
  return [
    `${found.length === 0 ? '✓' : '✗'}${[...counts, questions].join('')}  ${code} ${name}`,
    ...found.map((problem) => `    ${JSON.stringify(problem)}`),
  ];
}
