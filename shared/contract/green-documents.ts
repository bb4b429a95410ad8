import * as z from 'zod/mini';
import { greenDocumentActions, greenDocumentKinds } from '../rules/green-ground';
import { endpoint, type Audience } from './endpoint';
import { identity } from './queue-ticket';
import { date, id, instant, key, words } from './shapes';

const officers = ['officer', 'unit_head'] as const satisfies Audience;

/** What was written down at a hall, newest first; `holds` may be taken back. */
const documents = z.strictObject({
  documents: z.array(
    z.strictObject({
      id: id('green'),
      name: z.string(),
      action: z.enum(greenDocumentActions),
      kind: z.enum(greenDocumentKinds),
      until: date,
      reason: z.nullable(z.string()),
      at: instant,
      holds: z.boolean(),
    }),
  ),
  /** Years for which a document is written down at most. */
  longestYears: z.number(),
});

/** C5: documents for the green channel that an officer checked. */
export const greenDocuments = {
  'greenDocuments.list': endpoint({
    summary: 'Documents for the green channel that were checked at a hall, and what was taken back, newest first',
    audience: officers,
    input: z.strictObject({ hallId: key }),
    output: documents,
    errors: ['not_found'],
  }),
  'greenDocuments.check': endpoint({
    summary: 'Write down a document for the green channel that was checked: from now on it holds for booking, checking in and walking in',
    audience: officers,
    input: z.strictObject({ hallId: key, identity, kind: z.enum(greenDocumentKinds), until: date }),
    output: documents,
    errors: ['not_found', 'invalid_input'],
  }),
  'greenDocuments.withdraw': endpoint({
    summary: 'Take back what was written down by mistake, with a reason',
    audience: officers,
    input: z.strictObject({ id: id('green'), reason: words(2, 100) }),
    output: documents,
    errors: ['not_found', 'wrong_state'],
  }),
};
