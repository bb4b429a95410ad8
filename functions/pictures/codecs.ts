import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fitted, type Pixels } from '../../shared/rules/photos';

/** The codecs of libjpeg (mozjpeg), image-rs and libwebp as WebAssembly; the builds put them beside their bundle (scripts/bundle.mjs). */
const files = {
  jpegDecoder: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  jpegEncoder: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  pngDecoder: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
  webpDecoder: '@jsquash/webp/codec/dec/webp_dec.wasm',
  resizer: '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm',
} as const;

/** Decoded pixels, four bytes each. */
export type Raster = Pixels & { data: Uint8ClampedArray };

export type Codecs = {
  decode: Record<'jpeg' | 'png' | 'webp', (bytes: Uint8Array) => Promise<Raster>>;
  resize(raster: Raster, size: Pixels): Promise<Raster>;
  encodeJpeg(raster: Raster, quality: number): Promise<Uint8Array<ArrayBuffer>>;
};

/** The browser's class, which the codecs make their answers with. */
class PlainRaster implements Raster {
  constructor(
    readonly data: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}
}

let loaded: Promise<Codecs> | undefined;

/** Loaded at the first photo: a cold start for anything else reads none of it. */
export function codecs(): Promise<Codecs> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Codecs> {
  if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData: PlainRaster });
  const [jpegDecoder, jpegEncoder, pngDecoder, webpDecoder, resizer] = await Promise.all([
    import('@jsquash/jpeg/decode.js'),
    import('@jsquash/jpeg/encode.js'),
    import('@jsquash/png/decode.js'),
    import('@jsquash/webp/decode.js'),
    import('@jsquash/resize'),
  ]);
  await Promise.all([
    jpegDecoder.init(emscripten('jpegDecoder')),
    jpegEncoder.init(emscripten('jpegEncoder')),
    pngDecoder.init(wasm('pngDecoder')),
    webpDecoder.init(emscripten('webpDecoder')),
    resizer.initResize(wasm('resizer')),
  ]);
  return {
    decode: {
      // Turned as the camera was held: the tag that says so goes with the rest of the EXIF.
      jpeg: (bytes) => jpegDecoder.default(exactly(bytes), { preserveOrientation: true }),
      png: (bytes) => pngDecoder.decode(exactly(bytes)),
      webp: (bytes) => webpDecoder.default(exactly(bytes)),
    },
    async resize(raster, size) {
      if (raster.width === size.width && raster.height === size.height) return raster;
      const input = raster as Parameters<typeof resizer.default>[0];
      return resizer.default(input, { ...size, method: 'triangle', fitMethod: 'stretch', premultiply: false, linearRGB: false });
    },
    async encodeJpeg(raster, quality) {
      const input = raster as Parameters<typeof jpegEncoder.default>[0];
      return new Uint8Array(await jpegEncoder.default(input, { quality, progressive: false }));
    },
  };
}

/** The codecs read the whole buffer behind an array. */
const exactly = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** How Emscripten is told where its code is, and that what it says of broken files is for nobody. */
function emscripten(name: keyof typeof files) {
  return {
    printErr: () => undefined,
    instantiateWasm(imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void): WebAssembly.Exports {
      const instance = new WebAssembly.Instance(wasm(name), imports);
      ready(instance);
      return instance.exports;
    },
  };
}

function wasm(name: keyof typeof files): WebAssembly.Module {
  const beside = join(import.meta.dirname, 'codecs', basename(files[name]));
  const file = existsSync(beside) ? beside : createRequire(import.meta.url).resolve(files[name]);
  return new WebAssembly.Module(readFileSync(file));
}

/** White under what is see-through: a JPEG has no such thing. */
export function onWhite(raster: Raster): Raster {
  const { data } = raster;
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at] ?? 255;
    if (alpha === 255) continue;
    for (let channel = at - 3; channel < at; channel += 1) data[channel] = ((data[channel] ?? 0) * alpha + 255 * (255 - alpha)) / 255;
    data[at] = 255;
  }
  return raster;
}

/** The picture at most so long on its longer side. */
export const shrunk = (use: Codecs, raster: Raster, longest: number): Promise<Raster> => use.resize(raster, fitted(raster, longest));
