import * as z from 'zod/mini';
import { noticeKinds } from '../text/notices';
import { endpoint } from './endpoint';
import { byId, done, id, instant, nothing } from './shapes';

/** J1: the in-app inbox. */
export const followup = {
  'notices.list': endpoint({
    summary: 'The in-app inbox, newest first',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      notices: z.array(
        z.strictObject({
          id: id('note'),
          kind: z.enum(noticeKinds),
          title: z.string(),
          body: z.string(),
          subjectId: z.nullable(z.string()),
          createdAt: instant,
          readAt: z.nullable(instant),
        }),
      ),
    }),
    errors: [],
  }),
  'notices.read': endpoint({
    summary: 'Mark a notice as read',
    audience: 'person',
    collects: 'nothing',
    input: byId('note'),
    output: done,
    errors: ['not_found'],
  }),
  'notices.readAll': endpoint({
    summary: 'Mark all notices as read that there are by now',
    audience: 'person',
    collects: 'nothing',
    input: nothing,
    output: done,
    errors: [],
  }),
  'notices.grant': endpoint({
    summary: 'Record the subscribe-message grants the person just gave on the phone: one grant, one message',
    audience: 'person',
    input: z.strictObject({ templates: z.array(z.enum(noticeKinds)).check(z.minLength(1), z.maxLength(3)) }),
    output: done,
    errors: [],
  }),
};
