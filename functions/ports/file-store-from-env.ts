import { join } from 'node:path';
import { systemClock } from './clock';
import type { FileStore } from './file-store';
import { folderStore } from './file-store-folder';
import { s3Store } from './file-store-s3';

type Environment = Readonly<Record<string, string | undefined>>;

const wanted = ['FILE_STORE_REGION', 'FILE_STORE_BUCKET', 'FILE_STORE_KEY_ID', 'FILE_STORE_SECRET'] as const;

/**
 * FILE_STORE_URL with FILE_STORE_REGION, _BUCKET, _KEY_ID, _SECRET, and if wanted _PREFIX and _TIMEOUT_MS (default 8000): a store that speaks
 * S3. Without it the folder FILE_STORE_FOLDER, by default `files` in the data folder.
 * @throws Error naming what is missing beside FILE_STORE_URL
 */
export function fileStoreFromEnv(env: Environment): FileStore {
  const base = (env.FILE_STORE_URL ?? '').replace(/\/+$/, '');
  if (!base) return folderStore(env.FILE_STORE_FOLDER || join(env.DATA_DIR || '.data', 'files'));
  const missing = wanted.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`FILE_STORE_URL is set, but not ${missing.join(', ')}`);
  const prefix = (env.FILE_STORE_PREFIX ?? '').replace(/^\/+|\/+$/g, '');
  return s3Store({
    base,
    region: env.FILE_STORE_REGION ?? '',
    bucket: env.FILE_STORE_BUCKET ?? '',
    accessKeyId: env.FILE_STORE_KEY_ID ?? '',
    secretAccessKey: env.FILE_STORE_SECRET ?? '',
    prefix: prefix && `${prefix}/`,
    timeoutMs: Number(env.FILE_STORE_TIMEOUT_MS) || 8_000,
    // A store refuses a signature whose time is not now, also where a demonstration's clock runs ahead.
    clock: systemClock,
  });
}
