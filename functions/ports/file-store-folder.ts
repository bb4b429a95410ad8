import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkName, type FileStore, type FileStoreFailure, placeOf } from './file-store';

/** Files in a folder of this machine. A file is there whole or not at all: written beside its place, flushed, then moved. */
export function folderStore(folder: string): FileStore {
  const pathOf = (name: string) => join(folder, placeOf(checkName(name)));
  return {
    async put(name, content) {
      const path = pathOf(name);
      const arriving = `${path}.${randomUUID()}.part`;
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const file = await open(arriving, 'wx', 0o600);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(arriving, path);
        return { ok: true };
      } catch (error) {
        await rm(arriving, { force: true }).catch(() => undefined);
        return failed(error);
      }
    },
    async get(name) {
      try {
        return { ok: true, content: new Uint8Array(await readFile(pathOf(name))) };
      } catch (error) {
        return failed(error);
      }
    },
    async remove(name) {
      try {
        await rm(pathOf(name), { force: true });
        return { ok: true };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

// By shape: errors may come from another realm than this module.
function failed(error: unknown): FileStoreFailure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT') return { ok: false, refusal: 'missing', detail: code };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') return { ok: false, refusal: 'not_accepted', detail: code };
  return { ok: false, refusal: 'busy', detail: code };
}
