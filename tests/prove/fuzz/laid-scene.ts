import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../../db/client';
import { serviceUrlOf } from '../../../db/embedded';
import { aJpeg } from '../../support/pictures';
import { testSealKey } from '../../support/test-city';
import { startTestPostgres } from '../../support/test-postgres';
import { buildScene } from '../access/scene';
import { type Service, startService } from '../slots/start-service';
import type { Stage } from './requests';
import { keepScene, restoreWritten } from './restore';

/** A service of some source on a copy of the scene: `db` as owner, `restore` undoes what was written since. */
type Victim = { service: Service; db: Database; restore(): Promise<void> };

/** The scene of prove:access, laid once; `folder` holds its files and is the caller's to write in. */
export type LaidScene = {
  stage: Stage;
  folder: string;
  /** Has `work` done with a service of this source on a copy of its own, both gone afterwards; `log` is an open file for the lines of the service. */
  on<T>(source: string, work: (victim: Victim) => Promise<T>, log?: number): Promise<T>;
  end(): Promise<void>;
};

/** Lays the scene on the Postgres of TEST_DATABASE_URL, or with `ownCluster` (or without that address) on one started for it. */
export async function layScene({ ownCluster = false } = {}): Promise<LaidScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-scene-'));
  const given = ownCluster ? undefined : process.env.TEST_DATABASE_URL;
  const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
  const address = given ?? postgres?.url ?? '';
  process.env.TEST_DATABASE_URL = address;
  process.env.FILE_STORE_FOLDER = join(folder, 'files');
  process.env.ONEWINDOW_SEAL_KEY = testSealKey;
  const { service, scene, tokens } = await buildScene();
  const original = new URL(service.ownerUrl);
  const keeper = connect(service.ownerUrl, { max: 1, statementTimeoutMs: 0 });
  await keepScene(keeper);
  await keeper.end();
  // a database is copied while nobody is connected to it
  await service.room.database.end({ timeout: 5 });
  await service.db.end({ timeout: 5 });
  const admin = connect(address, { max: 1, statementTimeoutMs: 0 });
  return {
    stage: { scene, tokens, jpeg: Buffer.from(await aJpeg()) },
    folder,
    async on(source, work, log) {
      const name = `${original.pathname.slice(1)}_${Math.random().toString(36).slice(2)}`;
      await admin.unsafe(`create database ${name} template ${original.pathname.slice(1)}`);
      const url = new URL(original);
      url.pathname = `/${name}`;
      const victim = await startService(source, serviceUrlOf(url.href), 32, log);
      const db = connect(url.href, { max: 1, statementTimeoutMs: 0 });
      try {
        await victim.setClock(scene.now);
        return await work({ service: victim, db, restore: () => restoreWritten(db) });
      } finally {
        victim.child.kill('SIGKILL');
        await db.end({ timeout: 1 });
        await admin.unsafe(`drop database if exists ${name} with (force)`);
      }
    },
    async end() {
      await admin.end();
      await service.stop();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
