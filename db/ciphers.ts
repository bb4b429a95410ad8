import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Authenticated encryption of a short text. `key` derives 32 bytes for a named purpose, so that one secret serves no two. */
export type Suite = {
  nonceBytes: number;
  tagBytes: number;
  /** `bound` is authenticated with the text and not stored. */
  lock(key: (purpose: string) => Buffer, nonce: Buffer, bound: Buffer, plain: Buffer): { body: Buffer; tag: Buffer };
  /** @throws Error when body, tag, nonce or `bound` is not what was locked */
  unlock(key: (purpose: string) => Buffer, nonce: Buffer, bound: Buffer, body: Buffer, tag: Buffer): Buffer;
};

const aes: Suite = {
  nonceBytes: 12,
  tagBytes: 16,
  lock(key, nonce, bound, plain) {
    const cipher = createCipheriv('aes-256-gcm', key('aes'), nonce).setAAD(bound);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { body, tag: cipher.getAuthTag() };
  },
  unlock(key, nonce, bound, body, tag) {
    const decipher = createDecipheriv('aes-256-gcm', key('aes'), nonce).setAAD(bound).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
};

/** 国密: SM4 (GB/T 32907) in counter mode, then HMAC over SM3 (GB/T 32905) of what is bound, the nonce and the ciphertext. */
const sm4: Suite = {
  nonceBytes: 16,
  tagBytes: 32,
  lock(key, nonce, bound, plain) {
    const cipher = createCipheriv('sm4-ctr', sm4Key(key), nonce);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { body, tag: sm3Tag(key, bound, nonce, body) };
  },
  unlock(key, nonce, bound, body, tag) {
    if (!timingSafeEqual(tag, sm3Tag(key, bound, nonce, body))) throw new Error('the seal is broken');
    const decipher = createDecipheriv('sm4-ctr', sm4Key(key), nonce);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
};

const sm4Key = (key: (purpose: string) => Buffer) => key('sm4').subarray(0, 16);

function sm3Tag(key: (purpose: string) => Buffer, bound: Buffer, nonce: Buffer, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return createHmac('sm3', key('sm3')).update(length).update(bound).update(nonce).update(body).digest();
}

export const suites = { aes, sm4 } as const;
export type SuiteName = keyof typeof suites;

const hex = (text: string) => Buffer.from(text, 'hex');

/** Published examples of the algorithms, and what they must give: GCM test case 15, GB/T 32907 A.1, GB/T 32905 A.1, HMAC by its definition. */
const vectors: Record<string, { gives: () => Buffer; expected: Buffer }> = {
  'AES-256-GCM': {
    gives() {
      const secret = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
      const plain = hex(
        'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
      );
      return aes.lock(() => secret, hex('cafebabefacedbaddecaf888'), Buffer.alloc(0), plain).tag;
    },
    expected: hex('b094dac5d93471bdec1a502270e3cc6c'),
  },
  SM4: {
    gives() {
      const block = hex('0123456789abcdeffedcba9876543210');
      return createCipheriv('sm4-ecb', block, null).setAutoPadding(false).update(block);
    },
    expected: hex('681edf34d206965e86b3e94f536e4246'),
  },
  SM3: {
    gives: () => createHash('sm3').update('abc').digest(),
    expected: hex('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'),
  },
  'HMAC-SM3': {
    gives: () => createHmac('sm3', 'key').update('text').digest(),
    get expected() {
      const padded = (byte: number) =>
        Buffer.alloc(64)
          .fill(byte)
          .map((value, at) => value ^ ('key'.charCodeAt(at) || 0));
      const inner = createHash('sm3').update(padded(0x36)).update('text').digest();
      return createHash('sm3').update(padded(0x5c)).update(inner).digest();
    },
  },
};

/** Does this Node's cryptography compute the published examples? @throws Error naming the algorithm that does not */
export function checkCiphers(): void {
  for (const [name, { gives, expected }] of Object.entries(vectors)) {
    if (!gives().equals(expected)) throw new Error(`${name} of this Node does not compute the published example`);
  }
}
