import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { connect, type Database } from '../db/client';
import { type CataloguePlan, LoadRefused, loadCatalogue, planLoad } from '../db/content/load-catalogue';
import { openInstallation } from '../db/installation';
import { catalogueLoads, knownPlaces, storedVersions } from '../db/queries/catalogue';
import { asSystem } from '../functions/scope';
import { compareInterviews } from '../shared/rules/interview-compare';
import type { ServiceItem } from '../shared/rules/service-item';
import { shanghaiDay } from '../shared/rules/shanghai';
import { situationsLine } from '../shared/text/catalogue-diff';
import { catalogueText, stepLine, stepTotals } from '../shared/text/catalogue-load';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { whenText } from '../shared/text/when';
import { checkedCatalogue } from './catalogue-check';
import { contentFolder, wordsOf } from './catalogue-folder';
import { say, sayAside } from './say';

/**
 * Compares the files with the database and says what loading would change; `--apply` loads, in one transaction. `--from folder` other files,
 * `--by name` who answers for it, `--json` the steps for machines. A refused item (a held version was changed, …) keeps all from being loaded.
 */
export async function catalogueLoad(words: readonly string[]): Promise<number> {
  const option = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = wordsOf(words, { options: { from: option, by: option, apply: flag, json: flag } });
  const root = contentFolder(values.from);
  return withDatabase(async (database) => {
    const catalogue = checkedCatalogue(root, await knownPlaces(database), values.json ? sayAside : say);
    const now = new Date().toISOString();
    const plan = await planLoad(database, catalogue, now);
    const refused = plan.steps.some((step) => step.does === 'refuse');
    if (values.json) say(JSON.stringify({ applied: Boolean(values.apply) && !refused, ...plan }));
    else await print(database, plan, catalogue.items);
    if (refused) throw new OperatorRefusal('catalogue_refused', catalogueText.refused);
    if (!values.apply) {
      if (!values.json) say(catalogueText.dryRun);
      return 0;
    }
    const load = { now, by: values.by ?? userInfo().username, source: fileURLToPath(root), refused: 'stop' } as const;
    const { id } = await database.begin((tx) => loadCatalogue(tx, catalogue, load)).catch(explain);
    (values.json ? sayAside : say)(catalogueText.applied(id));
    return 0;
  });
}

/** What was loaded when and by whom, newest first; `--json` for machines. */
export async function catalogueHistory(words: readonly string[]): Promise<number> {
  const { values } = wordsOf(words, { options: { json: { type: 'boolean' }, last: { type: 'string' } } });
  const last = Number(values.last ?? 20);
  if (!Number.isInteger(last) || last < 1) throw new OperatorRefusal('usage', `--last ${values.last}`);
  return withDatabase(async (database) => {
    const loads = await catalogueLoads(database, last);
    if (values.json) say(JSON.stringify(loads));
    else if (loads.length === 0) say(catalogueText.noHistory);
    else {
      for (const load of loads) {
        say(catalogueText.loadLine({ id: load.id, at: whenText(load.loadedAt), by: load.loadedBy, source: load.source, digest: load.digest }));
        for (const step of load.changes) if (step.does !== 'absent') say(`　${stepLine(step)}`);
      }
    }
    return 0;
  });
}

async function print(database: Database, { steps, procedures, knowledge }: CataloguePlan, items: readonly ServiceItem[]): Promise<void> {
  const today = shanghaiDay(new Date().toISOString());
  const changed = steps.some((step) => step.does === 'raise' || step.does === 'correct');
  const stored = changed ? await storedVersions(database) : [];
  for (const step of steps) {
    const line = stepLine(step);
    if (line !== null) say(line);
    if (step.does !== 'raise' && step.does !== 'correct') continue;
    const before = stored.findLast(({ content }) => content.code === step.code)?.content;
    const after = items.find(({ code }) => code === step.code);
    if (before && after) say(`　${situationsLine(compareInterviews(before.interview, after.interview, today))}`);
  }
  if (procedures.written > 0) say(catalogueText.procedures(procedures.written));
  if (procedures.removed > 0) say(catalogueText.proceduresRemoved(procedures.removed));
  if (knowledge.written > 0) say(catalogueText.knowledge(knowledge.written));
  if (knowledge.removed > 0) say(catalogueText.knowledgeRemoved(knowledge.removed));
  say(stepTotals(steps));
}

/** Somebody loaded or took a checklist between the look and the load. */
function explain(error: unknown): never {
  if (!(error instanceof LoadRefused)) throw error;
  for (const step of error.steps) if (step.does === 'refuse') say(stepLine(step) ?? '');
  throw new OperatorRefusal('catalogue_refused', catalogueText.refused);
}

async function withDatabase(work: (database: Database) => Promise<number>): Promise<number> {
  const installation = await openInstallation(sayAside);
  const database = asSystem(connect(installation.databaseUrl, { max: 2, name: 'onewindow-catalogue', statementTimeoutMs: 0 }), 'command');
  try {
    return await work(database);
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
}
