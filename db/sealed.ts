import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { checkCiphers, type SuiteName, suites } from './ciphers';

/** Which cell a number belongs to. It is bound into the seal, so a value copied to another row or column does not open. */
export type Cell = { table: string; column: string; row: string };

/** The one door to personal numbers: seal, open, find by keyed hash, mask (K1). Nothing else sees them plain. */
export type Sealer = {
  seal(cell: Cell, plain: string): Uint8Array;
  /** Throws when the bytes were changed or belong to another cell. */
  open(cell: Cell, sealed: Uint8Array): string;
  /** Keyed hash to find a value by; each column has its own key, so columns cannot be joined by it. */
  hash(table: string, column: string, plain: string): Uint8Array;
  /** The same in hexadecimal, which Node makes in three fifths of the time: for whoever hashes a million. */
  hexHash(table: string, column: string, plain: string): string;
  /** Number of the key that `seal` uses; the first byte of what it makes. */
  readonly keyNumber: number;
};

type SealKey = { number: number; suite: SuiteName; secret: string };

/**
 * Makes the door from the installation's secrets (ADR 0035). `first` is key 1: AES-256-GCM, and the keyed hashes. `newer` are the keys that
 * came after it, as `number:suite:secret` with blanks between (`2:sm4:… 3:aes:…`); the highest number seals, all open. Layout of a seal:
 * number of the key (1) · nonce · tag · ciphertext.
 * @throws Error when a secret is shorter than 32 characters, a key is not of that form or its number is taken, or a cipher does not
 * compute its published example
 */
export function createSealer(first: string, newer = ''): Sealer {
  checkCiphers();
  const ring = [{ number: 1, suite: 'aes', secret: first } satisfies SealKey, ...newer.split(/\s+/).filter(Boolean).map(readKey)].map((key) => ({
    ...key,
    derive: deriving(key.secret, key.number),
  }));
  const byNumber = new Map(ring.map((key) => [key.number, key]));
  if (byNumber.size < ring.length) throw new Error('two seal keys have one number');
  const current = ring.reduce((newest, key) => (key.number > newest.number ? key : newest));
  const hashKeys = new Map<string, Buffer>();
  const keyed = (table: string, column: string, plain: string) => {
    const name = `${table}.${column}`;
    let key = hashKeys.get(name);
    if (!key) {
      key = hkdf(first, `hash:${name}`);
      hashKeys.set(name, key);
    }
    return createHmac('sha256', key).update(plain);
  };
  const bound = (cell: Cell) => Buffer.from(`${cell.table}\u001f${cell.column}\u001f${cell.row}`);

  return {
    keyNumber: current.number,
    seal(cell, plain) {
      const suite = suites[current.suite];
      const nonce = randomBytes(suite.nonceBytes);
      const { body, tag } = suite.lock(current.derive, nonce, bound(cell), Buffer.from(plain, 'utf8'));
      return Buffer.concat([Buffer.of(current.number), nonce, tag, body]);
    },
    open(cell, sealed) {
      const bytes = Buffer.from(sealed);
      const key = byNumber.get(bytes[0] ?? 0);
      if (!key) throw new Error(`sealed with key ${bytes[0]}, which this installation does not have`);
      const { nonceBytes, tagBytes, unlock } = suites[key.suite];
      const tagAt = 1 + nonceBytes;
      const bodyAt = tagAt + tagBytes;
      return unlock(key.derive, bytes.subarray(1, tagAt), bound(cell), bytes.subarray(bodyAt), bytes.subarray(tagAt, bodyAt)).toString('utf8');
    },
    hash: (table, column, plain) => keyed(table, column, plain).digest(),
    hexHash: (table, column, plain) => keyed(table, column, plain).digest('hex'),
  };
}

/** The door as the environment sets it: ONEWINDOW_SEAL_KEY and ONEWINDOW_SEAL_KEYS. @throws Error as `createSealer` does */
export const sealerFromEnvironment = (environment: Readonly<Record<string, string | undefined>>): Sealer =>
  createSealer(environment.ONEWINDOW_SEAL_KEY ?? '', environment.ONEWINDOW_SEAL_KEYS);

function readKey(text: string): SealKey {
  const [, number, suite, secret] = text.match(/^(\d{1,3}):(aes|sm4):(\S+)$/) ?? [];
  if (!number || !secret || Number(number) < 2 || Number(number) > 122)
    throw new Error('ONEWINDOW_SEAL_KEYS holds keys as number:suite:secret, the number 2 to 122, the suite aes or sm4');
  return { number: Number(number), suite: suite as SuiteName, secret };
}

const hkdf = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'onewindow', purpose, 32));

/** Keys of one secret by purpose, each derived once. */
function deriving(secret: string, number: number): (purpose: string) => Buffer {
  if (secret.length < 32) throw new Error(`seal key ${number} (ONEWINDOW_SEAL_KEY, ONEWINDOW_SEAL_KEYS) must have at least 32 characters`);
  const derived = new Map<string, Buffer>();
  return (purpose) => {
    const key = derived.get(purpose) ?? hkdf(secret, purpose === 'aes' ? `seal:${number}` : `seal:${number}:${purpose}`);
    derived.set(purpose, key);
    return key;
  };
}

/** 441900********123X: the region and the last four stay; short numbers keep two signs at each end. */
export function maskIdNumber(number: string): string {
  const [head, tail] = number.length >= 15 ? [6, 4] : [2, 2];
  return number.slice(0, head) + '*'.repeat(Math.max(3, number.length - head - tail)) + number.slice(-tail);
}

/** 138****0000 */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? `${phone.slice(0, 2)}****` : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
