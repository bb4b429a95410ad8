import type { NoAnswer } from './outside';

export type FileStoreRefusal =
  | 'missing'
  /** Our key, secret, clock or bucket is wrong: an operator must act. */
  | 'not_accepted'
  /** It cannot take this now: slow down, no room, a fault of its own. Repeating is safe. */
  | 'busy'
  | 'unreachable'
  /** Sent, and no answer: may be done. Repeating is safe, a name always stands for one content. */
  | 'no_answer';

export type FileStoreFailure = { ok: false; refusal: FileStoreRefusal; detail: string };

/**
 * Where files lie: a folder, or any store that speaks S3. A name is ours, made of an id; what a person calls a file never reaches the store.
 * Nothing throws; every call may be repeated.
 */
export interface FileStore {
  /** Stores the whole content under the name, or nothing of it. The same name again replaces it. */
  put(name: string, content: Uint8Array): Promise<{ ok: true } | FileStoreFailure>;
  get(name: string): Promise<{ ok: true; content: Uint8Array<ArrayBuffer> } | FileStoreFailure>;
  /** Also fine when nothing is there. */
  remove(name: string): Promise<{ ok: true } | FileStoreFailure>;
}

const nameForm = /^[a-z0-9][a-z0-9_-]{7,79}\.[a-z]{3,4}$/;

/** Stops what could be a path. @throws Error for a name that is not one of ours */
export function checkName(name: string): string {
  if (!nameForm.test(name)) throw new Error('not a name of a stored file');
  return name;
}

/** Two levels of folders, so that none holds a million files: the random end of an id, not its time. */
export function placeOf(name: string): string {
  const stem = checkName(name).split('.')[0]?.split('-')[0] ?? '';
  return `${stem.slice(-2)}/${name}`;
}

export const withoutAnswer = ({ effect, detail }: NoAnswer): FileStoreFailure => ({
  ok: false,
  refusal: effect === 'none' ? 'unreachable' : 'no_answer',
  detail,
});
