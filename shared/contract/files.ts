import * as z from 'zod/mini';
import { photoLimits } from '../rules/photos';
import { endpoint } from './endpoint';
import { byId, done, id } from './shapes';

/** A photo that was handed in: always a JPEG in two sizes, without what the camera wrote about place and time. */
export const photo = z.strictObject({ id: id('file'), width: z.number(), height: z.number() });

/** Photos of one entry, handed in before. */
export const photoIds = z.optional(z.array(id('file')).check(z.maxLength(photoLimits.each)));

/** The same where there must be one at least. */
export const someIds = z.array(id('file')).check(z.minLength(1), z.maxLength(photoLimits.each));

/** K4. */
export const files = {
  'files.upload': endpoint({
    summary: 'Hand in one photo (JPEG, PNG or WebP, at most 10 MB and 25 megapixels); it is made anew and waits 24 hours to become part of something',
    audience: 'person',
    input: z.strictObject({ file: z.instanceof(Uint8Array) }),
    bodyLimit: photoLimits.bytes,
    output: photo,
    errors: ['photo_empty', 'photo_kind', 'photo_heic', 'photo_broken', 'photo_pixels', 'photos_waiting', 'wrong_state'],
  }),
  'files.read': endpoint({
    summary: 'A photo, for those who may read what it is part of',
    audience: 'person',
    input: z.strictObject({ id: id('file'), size: z.optional(z.enum(['small', 'whole'])) }),
    output: z.instanceof(Uint8Array),
    errors: ['not_found'],
    privateSeconds: 86_400,
  }),
  'files.copy': endpoint({
    summary: 'Hand in once more, without sending it, a photo that I gave with a question: what is asked on may take it along (F4)',
    audience: 'person',
    input: byId('file'),
    output: photo,
    errors: ['not_found', 'photos_waiting', 'wrong_state'],
  }),
  'files.remove': endpoint({
    summary: 'Take back a photo that is part of nothing yet',
    audience: 'person',
    collects: 'nothing',
    input: byId('file'),
    output: done,
    errors: ['not_found'],
  }),
};
