import { encode } from 'uqr';
import { base64 } from '../base64';

/**
 * A QR code as a PNG in a data address: black on white in every mode, so scanners read it. No canvas, which WeChat draws late.
 * @param text what the code says
 * @param scale pixels per module
 */
export function qrPng(text: string, scale = 8): string {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const side = size * scale;
  const stride = Math.ceil(side / 8) + 1;
  const rows = new Uint8Array(stride * side).fill(0xff);
  for (let y = 0; y < side; y += 1) {
    const row = data[Math.floor(y / scale)] ?? [];
    rows[y * stride] = 0;
    for (let x = 0; x < side; x += 1) {
      if (row[Math.floor(x / scale)]) rows[y * stride + 1 + (x >> 3)] = (rows[y * stride + 1 + (x >> 3)] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  const header = [...big(side), ...big(side), 1, 0, 0, 0, 0];
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk('IHDR', header), ...chunk('IDAT', zlibStored(rows)), ...chunk('IEND', [])];
  return `data:image/png;base64,${base64(png)}`;
}

const big = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function chunk(kind: string, body: ArrayLike<number>): number[] {
  const named = [...kind].map((letter) => letter.charCodeAt(0));
  const bytes = Array.from(body);
  return [...big(bytes.length), ...named, ...bytes, ...big(crc32([...named, ...bytes]))];
}

function crc32(bytes: number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zlib stream of stored blocks: a code is some 12 KB, and an inflater-free phone build is worth more than its bytes. */
function zlibStored(bytes: Uint8Array): number[] {
  const out = [0x78, 0x01];
  for (let at = 0; at < bytes.length; at += 65535) {
    const block = bytes.subarray(at, at + 65535);
    const last = at + block.length >= bytes.length;
    out.push(last ? 1 : 0, block.length & 255, block.length >> 8, ~block.length & 255, (~block.length >> 8) & 255, ...Array.from(block));
  }
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [...out, ...big(((b << 16) | a) >>> 0)];
}
