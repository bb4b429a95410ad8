import { deflateSync } from 'node:zlib';

/**
 * Draws a square of dark and light modules as a black-and-white PNG (1 bit a pixel, ISO/IEC 15948).
 * @param modules rows of modules, true is dark
 * @param width wanted width in pixels; modules are whole pixels, so the picture may be a little smaller
 */
export function pngOfModules(modules: readonly (readonly boolean[])[], width: number): Uint8Array<ArrayBuffer> {
  const side = modules.length;
  const scale = Math.max(1, Math.floor(width / side));
  const pixels = side * scale;
  const rowBytes = Math.ceil(pixels / 8);
  const raw = Buffer.alloc((rowBytes + 1) * pixels);
  for (let y = 0; y < pixels; y += 1) {
    const row = modules[Math.floor(y / scale)] ?? [];
    for (let x = 0; x < pixels; x += 1) {
      if (row[Math.floor(x / scale)]) continue;
      const at = y * (rowBytes + 1) + 1 + (x >> 3);
      raw[at] = (raw[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

// zlib.crc32 is missing from the first releases of Node 20.
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
