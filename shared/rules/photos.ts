/** Limits of a photo that a person hands in (K4), and what its first bytes say. Pure: the phone may ask before it sends. */
export const photoLimits = {
  bytes: 10 * 1024 * 1024,
  pixels: 25_000_000,
  /** One side; a strip of a million by one pixel is no photo. */
  side: 12_000,
  /** On one entry of a timeline. */
  each: 9,
  /** Handed in by one person and not yet part of anything. */
  waiting: 40,
  /** Hours after which a photo that became part of nothing is removed. */
  keepWaitingHours: 24,
} as const;

/** Kept in two sizes; the longer side in pixels. */
export const photoSizes = { small: 360, whole: 2048 } as const;
export type PhotoSize = keyof typeof photoSizes;

/** Kinds that are taken, and known ones that are not. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'other';

const ascii = (bytes: Uint8Array, from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length));
const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis']);

/** The kind by content; what the sender calls it is not asked. */
export function pictureKind(bytes: Uint8Array): PictureKind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && ascii(bytes, 1, 7) === 'PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 4) === 'ftyp' && heicBrands.has(ascii(bytes, 8, 4))) return 'heic';
  return 'other';
}

export type Pixels = { width: number; height: number };

/**
 * Width and height from the header, before a pixel is decoded; null when the file is broken or ends early. The whole file is walked by its
 * own lengths, so that half a photo is not taken for one.
 */
export function pictureSize(bytes: Uint8Array, kind: 'jpeg' | 'png' | 'webp'): Pixels | null {
  const size = kind === 'jpeg' ? jpegSize(bytes) : kind === 'png' ? pngSize(bytes) : webpSize(bytes);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

/** Whether a picture of this size is decoded at all: a small file may unpack to gigabytes. */
export function withinPixels({ width, height }: Pixels): boolean {
  return width * height <= photoLimits.pixels && Math.max(width, height) <= photoLimits.side;
}

/** The size it is kept in: never larger than it came. */
export function fitted({ width, height }: Pixels, longest: number): Pixels {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const big16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const big32 = (bytes: Uint8Array, at: number) => big16(bytes, at) * 65_536 + big16(bytes, at + 2);
const little24 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);

/** ITU T.81: segments with their lengths, coded data up to the next marker, the end marker. What follows the end is nobody's. */
function jpegSize(bytes: Uint8Array): Pixels | null {
  let size: Pixels | null = null;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return size;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = big16(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      // A second frame header could say another size than the one that was looked at.
      if (size !== null) return null;
      size = { height: big16(bytes, at + 5), width: big16(bytes, at + 7) };
    }
    at += 2 + length;
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  return null;
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

/** Chunks from IHDR to IEND. */
function pngSize(bytes: Uint8Array): Pixels | null {
  if (ascii(bytes, 12, 4) !== 'IHDR') return null;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + big32(bytes, at)) {
    if (ascii(bytes, at + 4, 4) === 'IEND') return { width: big32(bytes, 16), height: big32(bytes, 20) };
  }
  return null;
}

/** RFC 9649: simple lossy (VP8), simple lossless (VP8L), extended (VP8X). */
function webpSize(bytes: Uint8Array): Pixels | null {
  const stated = little24(bytes, 4) + (bytes[7] ?? 0) * 16_777_216 + 8;
  if (stated > bytes.length) return null;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: little24(bytes, 26) & 0x3fff, height: little24(bytes, 28) & 0x3fff };
    case 'VP8L': {
      const bits = (bytes[21] ?? 0) | ((bytes[22] ?? 0) << 8) | ((bytes[23] ?? 0) << 16);
      const high = bytes[24] ?? 0;
      return { width: (bits & 0x3fff) + 1, height: (((bits >> 14) & 0x3ff) | ((high & 0x0f) << 10)) + 1 };
    }
    case 'VP8X':
      return { width: little24(bytes, 24) + 1, height: little24(bytes, 27) + 1 };
    default:
      return null;
  }
}
