import { crc32, inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { qrPng } from '../../miniprogram/components/qr-png';

/** The chunks of a PNG in a data address, with their check sums verified. */
function chunks(address: string): { kind: string; body: Buffer }[] {
  const png = Buffer.from(address.replace('data:image/png;base64,', ''), 'base64');
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const found = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const named = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named));
    found.push({ kind: named.subarray(0, 4).toString(), body: named.subarray(4) });
    at += 12 + length;
  }
  return found;
}

test.each([
  ['a short code', 'K7M2QX', 8],
  ['one that needs several blocks', 'onewindow:apt:'.padEnd(300, 'K7M2QX'), 8],
  ['one pixel a module', 'K7M2QX', 1],
])('the picture of %s shows exactly the modules of the code', (_, text, scale) => {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const [header, pixels, end] = chunks(qrPng(text, scale));
  expect([header?.kind, pixels?.kind, end?.kind]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const side = size * scale;
  expect([header?.body.readUInt32BE(0), header?.body.readUInt32BE(4), header?.body[8]]).toEqual([side, side, 1]);
  const rows = inflateSync(pixels?.body as Buffer);
  const stride = Math.ceil(side / 8) + 1;
  const middle = Math.floor(scale / 2);
  const shown = data.map((row, y) =>
    row.map((_module, x) => {
      const column = x * scale + middle;
      return (((rows[(y * scale + middle) * stride + 1 + (column >> 3)] as number) >> (7 - (column & 7))) & 1) === 0;
    }),
  );
  expect(shown).toEqual(data);
});
