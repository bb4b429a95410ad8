import { randomBytes } from 'node:crypto';
import { connect, type Database } from '../../db/client';
import { serviceUrlOf } from '../../db/embedded';
import { templateName, testSealKey } from './test-city';

export interface FreshDatabase {
  /** For the functions: as the role that owns nothing. */
  url: string;
  /** For whoever migrates. */
  ownerUrl: string;
  /** As the owner, to lay a scene and to look. */
  db: Database;
  /** Closes `db` and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of the caller's own: migrated, with the demo city as of `testNow`. Call in `beforeAll`, `drop` in `afterAll`. */
export const freshDatabase = (): Promise<FreshDatabase> => createFrom(templateName);

/** A database without a single table. */
export const emptyDatabase = (): Promise<FreshDatabase> => createFrom('template0');

async function createFrom(template: string): Promise<FreshDatabase> {
  process.env.ONEWINDOW_SEAL_KEY ??= testSealKey;
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is missing: this test belongs to a project of jest.config.mjs with a database');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = connect(url.href);
  return {
    url: serviceUrlOf(url.href),
    ownerUrl: url.href,
    db,
    drop: async () => {
      await db.end({ timeout: 2 });
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const admin = connect(server, { max: 1, name: 'onewindow-test-admin' });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
