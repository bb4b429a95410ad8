import { connect } from '../db/client';
import { loadDemoCity } from '../db/content/load';
import { openInstallation, takeLocalKeys } from '../db/installation';
import { asSystem } from '../functions/scope';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { say } from './say';

/** Loads the demo city as of now; does nothing where it is loaded already. */
export async function seed(): Promise<number> {
  const installation = await openInstallation(say);
  takeLocalKeys(installation);
  const database = asSystem(connect(installation.databaseUrl, { max: 2, name: 'onewindow-seed', statementTimeoutMs: 0 }), 'command');
  try {
    for (const line of await loadDemoCity(database, new Date().toISOString())) say(line);
  } catch (error) {
    throw new OperatorRefusal('content_failed', error instanceof Error ? error.message : String(error));
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
  say('示范城市已就绪 · the demo city is loaded');
  return 0;
}
