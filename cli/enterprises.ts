import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { connect, type Database } from '../db/client';
import { openInstallation } from '../db/installation';
import { asSystem } from '../functions/scope';
import { listProblemText, listText, planLines } from '../shared/text/enterprise-list';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { exportList } from './enterprises/export';
import { importList } from './enterprises/import';
import { say } from './say';

const usage = 'enterprises import <file.xlsx> [--apply] | enterprises export <file.xlsx>';

/**
 * A6: the register of key service enterprises as an Excel list. `import` shows what the list would change, and with `--apply` changes it;
 * `export` writes the list. Answers 1, having named every mistake, when a list cannot be taken.
 */
export async function enterprises(words: readonly string[]): Promise<number> {
  const { does, file, apply } = parsed(words);
  const bytes = does === 'import' ? await fileBytes(file) : null;
  const installation = await openInstallation(say);
  const database = asSystem(connect(installation.databaseUrl, { max: 2, name: 'onewindow-enterprises', statementTimeoutMs: 0 }), 'command');
  try {
    return bytes === null ? await doExport(database, file) : await doImport(database, bytes, apply);
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
}

function parsed(words: readonly string[]): { does: 'import' | 'export'; file: string; apply: boolean } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { apply: { type: 'boolean' } }, allowPositionals: true, strict: true });
    const [does, file, more] = positionals;
    if ((does === 'import' || (does === 'export' && !values.apply)) && file !== undefined && more === undefined) {
      return { does, file, apply: values.apply ?? false };
    }
  } catch (error) {
    throw new OperatorRefusal('usage', `${(error as Error).message} · ${usage}`);
  }
  throw new OperatorRefusal('usage', usage);
}

async function fileBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new OperatorRefusal('usage', `${file}？ · ${usage}`);
  }
}

async function doExport(database: Database, file: string): Promise<number> {
  say(listText.exported(await exportList(database, file), file));
  return 0;
}

async function doImport(database: Database, bytes: Buffer, apply: boolean): Promise<number> {
  const { plan, problems } = await importList(database, bytes, { apply, now: new Date().toISOString() });
  if (plan === null) {
    process.stderr.write(`${[listText.refused(problems.length), ...problems.map(listProblemText)].join('\n')}\n`);
    return 1;
  }
  for (const line of planLines(plan)) say(line);
  say(apply ? listText.applied(plan.added.length + plan.changed.length) : listText.dryRun);
  return 0;
}
