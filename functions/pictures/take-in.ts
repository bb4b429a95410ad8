import { type Pixels, photoSizes, pictureKind, pictureSize, withinPixels } from '../../shared/rules/photos';
import { refuse } from '../../shared/contract/errors';
import { codecs, onWhite, shrunk } from './codecs';

/** A photo as it is kept: made anew from its pixels, so that nothing of what came survives but what can be seen. */
export type TakenIn = Pixels & { whole: Uint8Array<ArrayBuffer>; small: Uint8Array<ArrayBuffer> };

const quality = { whole: 82, small: 74 } as const;

/** One at a time: a decoded photo of 25 megapixels takes 100 MB. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Looks at what was handed in and makes a JPEG of it in two sizes (K4): the kind by content, the size from the header before a pixel is
 * decoded, the whole of it decoded, turned upright, without EXIF and position. About a second for 12 megapixels.
 * Refuses `photo_empty`, `photo_heic`, `photo_kind`, `photo_broken`, `photo_pixels`.
 */
export function takeIn(bytes: Uint8Array): Promise<TakenIn> {
  const kind = lookAt(bytes);
  const next = last.then(() => make(bytes, kind));
  last = next.catch(() => undefined);
  return next;
}

function lookAt(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' {
  if (bytes.length === 0) refuse('photo_empty');
  const kind = pictureKind(bytes);
  if (kind === 'heic') return refuse('photo_heic');
  if (kind === 'other') return refuse('photo_kind');
  const size = pictureSize(bytes, kind);
  if (!size) return refuse('photo_broken');
  if (!withinPixels(size)) refuse('photo_pixels', size);
  return kind;
}

async function make(bytes: Uint8Array, kind: 'jpeg' | 'png' | 'webp'): Promise<TakenIn> {
  const use = await codecs();
  const decoded = await use.decode[kind](bytes).catch(() => refuse('photo_broken'));
  const whole = await shrunk(use, onWhite(decoded), photoSizes.whole);
  const small = await shrunk(use, whole, photoSizes.small);
  return {
    width: whole.width,
    height: whole.height,
    whole: await use.encodeJpeg(whole, quality.whole),
    small: await use.encodeJpeg(small, quality.small),
  };
}
