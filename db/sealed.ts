import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Which cell a number belongs to. It is bound into the seal, so a value copied to another row or column does not open. */
export type Cell = { table: string; column: string; row: string };

/** The one door to personal numbers: seal, open, find by keyed hash, mask (K1). Nothing else sees them plain. */
export type Sealer = {
  seal(cell: Cell, plain: string): Uint8Array;
  /** Throws when the bytes were changed or belong to another cell. */
  open(cell: Cell, sealed: Uint8Array): string;
  /** Keyed hash to find a value by; each column has its own key, so columns cannot be joined by it. */
  hash(table: string, column: string, plain: string): Uint8Array;
};

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Makes the door from one secret of at least 32 characters (env ONEWINDOW_SEAL_KEY). AES-256-GCM; layout:
 * version (1) · nonce (12) · tag (16) · ciphertext. The version byte leaves room for newer keys.
 */
export function createSealer(secret: string): Sealer {
  if (secret.length < 32) throw new Error('ONEWINDOW_SEAL_KEY must have at least 32 characters');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'onewindow', purpose, 32));
  const sealKey = derive('seal:1');
  const hashKeys = new Map<string, Buffer>();
  const bound = (cell: Cell) => Buffer.from(`${cell.table}\u001f${cell.column}\u001f${cell.row}`);

  return {
    seal(cell, plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(bound(cell));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open(cell, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version) throw new Error(`sealed with unknown key version ${bytes[0]}`);
      const nonce = bytes.subarray(1, 1 + nonceBytes);
      const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce).setAAD(bound(cell)).setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
    hash(table, column, plain) {
      const name = `${table}.${column}`;
      let key = hashKeys.get(name);
      if (!key) {
        key = derive(`hash:${name}`);
        hashKeys.set(name, key);
      }
      return createHmac('sha256', key).update(plain).digest();
    },
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
