import { connect, type Database } from '../db/client';
import { openInstallation, takeLocalKeys } from '../db/installation';
import { sealsByKey } from '../db/queries/seals';
import { rotateSeals } from '../db/rotate-seals';
import { type Sealer, sealerFromEnvironment } from '../db/sealed';
import { sealedColumns } from '../db/sealed-columns';
import { asSystem } from '../functions/scope';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { say } from './say';

const usage = 'keys status | keys rotate';

/**
 * K1: the keys that seal personal numbers. `status` counts the seals of each key, `rotate` seals with the newest key what older ones
 * sealed, while the service runs. Answers 1 when a seal cannot be opened.
 */
export async function keys(words: readonly string[]): Promise<number> {
  const [does, more] = words;
  if ((does !== 'status' && does !== 'rotate') || more !== undefined) throw new OperatorRefusal('usage', usage);
  const installation = await openInstallation(say);
  takeLocalKeys(installation);
  const sealer = sealerFromEnvironment(process.env);
  const database = asSystem(connect(installation.databaseUrl, { max: 1, name: 'onewindow-keys', statementTimeoutMs: 60_000 }), 'command');
  try {
    return does === 'status' ? await status(database, sealer) : await rotate(database, sealer);
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
}

async function status(database: Database, sealer: Sealer): Promise<number> {
  say(`新写入的号码用第 ${sealer.keyNumber} 号密钥加密 · key ${sealer.keyNumber} seals`);
  for (const column of sealedColumns) {
    const found = await sealsByKey(database, column);
    const counts = found.map(({ key, seals }) => `${key}: ${seals}`).join(', ');
    say(`  ${column.table}.${column.column}  ${counts || '—'}`);
  }
  return 0;
}

async function rotate(database: Database, sealer: Sealer): Promise<number> {
  const began = performance.now();
  let told = began;
  const rotated = await rotateSeals(database, sealer, (column, sealed) => {
    if (performance.now() - told < 2_000) return;
    told = performance.now();
    say(`  ${column.table}.${column.column}  ${sealed} …`);
  });
  let broken = 0;
  for (const { column, sealed, unreadable } of rotated) {
    if (sealed > 0) say(`  ${column.table}.${column.column}  ${sealed}`);
    for (const row of unreadable.slice(0, 20)) say(`✗ ${column.table}.${column.column} ${row}：打不开 · does not open`);
    broken += unreadable.length;
  }
  const total = rotated.reduce((sum, { sealed }) => sum + sealed, 0);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`已用第 ${sealer.keyNumber} 号密钥重新加密 ${total} 项，${broken} 项打不开，${seconds} 秒 · ${total} sealed anew, ${broken} do not open`);
  return broken === 0 ? 0 : 1;
}
