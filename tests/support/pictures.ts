import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { codecs, type Raster } from '../../functions/pictures/codecs';

/** A field of colour whose upper left corner is red, so that it can be seen how it was turned. */
export function aRaster(width: number, height: number): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const corner = x < width / 2 && y < height / 2;
      data.set(corner ? [220, 20, 20, 255] : [20, 60, 200, 255], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

export async function aJpeg({
  width = 80,
  height = 60,
  exif,
}: {
  width?: number;
  height?: number;
  exif?: Uint8Array;
} = {}): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await (await codecs()).encodeJpeg(aRaster(width, height), 85);
  return exif ? withApp1(plain, exif) : plain;
}

const module = (file: string) => new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve(file)));

export async function aPng({ width = 80, height = 60, alpha = 255 } = {}): Promise<Uint8Array<ArrayBuffer>> {
  await codecs();
  const { default: encode, init } = await import('@jsquash/png/encode.js');
  await init(module('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
  const raster = aRaster(width, height);
  for (let at = 3; at < raster.data.length; at += 4) raster.data[at] = alpha;
  return new Uint8Array(await encode(raster as Parameters<typeof encode>[0]));
}

export async function aWebp({ width = 80, height = 60 } = {}): Promise<Uint8Array<ArrayBuffer>> {
  await codecs();
  const { default: encode, init } = await import('@jsquash/webp/encode.js');
  const code = module('@jsquash/webp/codec/enc/webp_enc.wasm');
  await init(code);
  return new Uint8Array(await encode(aRaster(width, height) as Parameters<typeof encode>[0]));
}

/** EXIF of a camera held so (TIFF 6.0, tag 274), with a position in Dongguan and the name of its maker. */
export function exifOf(orientation: number): Uint8Array {
  const tiff = Buffer.alloc(140);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(3, 8);
  entry(tiff, 10, 0x010f, 2, 12, 100);
  entry(tiff, 22, 0x0112, 3, 1, orientation);
  entry(tiff, 34, 0x8825, 4, 1, 50);
  tiff.writeUInt16LE(1, 50);
  entry(tiff, 52, 0x0001, 2, 2, 0x4e);
  tiff.write('SECRETMAKER\0', 100, 'latin1');
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}

function entry(tiff: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}

function withApp1(jpeg: Uint8Array, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]));
}
