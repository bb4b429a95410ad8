import * as z from 'zod/mini';
import { rectificationActions, rectificationStandings, rectificationStatuses } from '../rules/rectification-flow';
import { photoLimits } from '../rules/photos';
import { photo } from './files';
import { id, instant, key, words } from './shapes';

/** A hidden danger of a case and how it is put right (D13). */
export const rectification = z.strictObject({
  id: id('rect'),
  status: z.enum(rectificationStatuses),
  standing: z.enum(rectificationStandings),
  hazard: z.string(),
  place: z.string(),
  unitName: z.string(),
  orderedAt: instant,
  dueAt: instant,
  /** 为什么是这一天. */
  explanation: z.array(z.string()),
  timesReturned: z.number(),
  report: z.nullable(z.string()),
  reportedAt: z.nullable(instant),
  /** What the re-check found, or why it was cancelled. */
  finding: z.nullable(z.string()),
  endedAt: z.nullable(instant),
  before: z.array(photo),
  after: z.array(photo),
  /** What the one who looks may do; nothing on the requester's side. */
  actions: z.array(z.enum(rectificationActions)),
});

const somePhotos = z.array(id('file')).check(z.minLength(1), z.maxLength(photoLimits.each));

/** What the steps of a rectification take; their definitions stand in shared/contract/desk.ts, with the case they answer. */
export const rectificationInputs = {
  order: z.strictObject({
    id: id('case'),
    hazard: words(5, 500),
    place: words(2, 120),
    unitId: key,
    workingDays: z.int().check(z.gte(1), z.lte(60)),
    /** Before. */
    photos: somePhotos,
  }),
  report: z.strictObject({ id: id('case'), rectificationId: id('rect'), text: words(5, 1000), /** After. */ photos: somePhotos }),
  recheck: z.strictObject({
    id: id('case'),
    rectificationId: id('rect'),
    pass: z.boolean(),
    text: words(2, 500),
    photos: z.optional(somePhotos),
  }),
  cancel: z.strictObject({ id: id('case'), rectificationId: id('rect'), reason: words(5, 500) }),
};
