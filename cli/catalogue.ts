import { ContentError } from '../db/content/content-error';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { catalogueCheck } from './catalogue-check';
import { diffCatalogues } from './catalogue-diff';
import { catalogueHistory, catalogueLoad } from './catalogue-load';
import { cataloguePromote } from './catalogue-promote';

/** Exit code, words after the subcommand. Throws ContentError for files that are wrong: its message is for the author. */
type Subcommand = { does: string; run(words: readonly string[]): Promise<number> };

const subcommands: Record<string, Subcommand> = {
  check: { does: '检查每个文件，不用数据库 · check every file, without a database', run: catalogueCheck },
  load: { does: '装载到数据库 · load into the database', run: catalogueLoad },
  history: { does: '看装载记录 · what was loaded when', run: catalogueHistory },
  promote: { does: '把办事须知升为事项 · make an item of a procedure notice', run: cataloguePromote },
  diff: { does: '比较两份目录、两个事项文件或两个版本（编号@版本） · what differs between two catalogues or versions', run: diffCatalogues },
};

const usage = [
  '用法 · usage: onewindow catalogue <command>',
  ...Object.entries(subcommands).map(([name, { does }]) => `  ${name.padEnd(9)}${does}`),
].join('\n');

/** `onewindow catalogue …`: what authors of items do. 1 when content is wrong, 2 when the command is. */
export async function catalogue([name = '', ...words]: readonly string[]): Promise<number> {
  const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  if (!subcommand) {
    process.stderr.write(`${new OperatorRefusal('usage', `catalogue ${name}`.trim()).message}\n${usage}\n`);
    return 2;
  }
  try {
    return await subcommand.run(words);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
