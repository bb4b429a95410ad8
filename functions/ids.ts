import { randomBytes, randomInt } from 'node:crypto';

const base32 = '0123456789abcdefghjkmnpqrstvwxyz';
/** Signs that can be read aloud: no 0/O, no 1/I/L. */
export const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `apt_` + 10 characters of the time in milliseconds + 16 of randomness: ids sort by time and say their kind. */
export function newId(prefix: string, now: string): string {
  let time = Date.parse(now);
  let head = '';
  for (let place = 0; place < 10; place++) {
    head = base32[time % 32] + head;
    time = Math.floor(time / 32);
  }
  let tail = '';
  for (const byte of randomBytes(16)) tail += base32[byte & 31];
  return `${prefix}_${head}${tail}`;
}

/** A code of 8 signs that can be read aloud (about 8.5·10¹¹ of them): no 0/O, no 1/I/L. */
export const newShortCode = (): string => readableCode(8);

/** A code of 16 readable signs (about 5·10²³ of them), for what nobody may guess: an invitation. */
export const newInvitationCode = (): string => readableCode(16);

/** A code of 10 readable signs, for the day the authenticator is lost. */
export const newRecoveryCode = (): string => readableCode(10);

function readableCode(length: number): string {
  let code = '';
  for (let place = 0; place < length; place++) code += readable[randomInt(readable.length)];
  return code;
}
