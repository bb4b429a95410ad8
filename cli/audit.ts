import { parseArgs } from 'node:util';
import { verifyAudit } from '../db/audit-chain';
import { connect } from '../db/client';
import { openInstallation, takeLocalKeys } from '../db/installation';
import { sealerFromEnvironment } from '../db/sealed';
import { asSystem } from '../functions/scope';
import { chainFaultText } from '../shared/text/audit';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { say } from './say';

const usage = 'audit verify [--since position:hash]';

/**
 * K2: `audit verify` walks the chain over the audit log and names every entry or link that was changed, removed, moved or cut off. Prints where
 * the chain ends; kept elsewhere and given as `--since`, that also shows an end cut off together with its record. Answers 1 when
 * something is wrong.
 */
export async function audit(words: readonly string[]): Promise<number> {
  const since = parsed(words);
  const installation = await openInstallation(say);
  takeLocalKeys(installation);
  const sealer = sealerFromEnvironment(process.env);
  const database = asSystem(connect(installation.databaseUrl, { max: 1, name: 'onewindow-audit', statementTimeoutMs: 0 }), 'command');
  const began = performance.now();
  try {
    const { links, head, faults } = await database.begin((tx) => verifyAudit(tx, sealer, new Date().toISOString(), since));
    for (const fault of faults) say(`✗ ${chainFaultText(fault)}`);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`核验 ${links} 条审计记录，${faults.length} 处不符，${seconds} 秒 · ${links} entries, ${faults.length} faults`);
    say(`链尾 · head ${head}`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
}

function parsed(words: readonly string[]): string | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { since: { type: 'string' } }, allowPositionals: true, strict: true });
    if (positionals.length === 1 && positionals[0] === 'verify' && (values.since === undefined || /^\d+:[0-9a-f]{64}$/.test(values.since)))
      return values.since;
  } catch (error) {
    throw new OperatorRefusal('usage', `${(error as Error).message} · ${usage}`);
  }
  throw new OperatorRefusal('usage', usage);
}
