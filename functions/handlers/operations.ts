import { deadLetters, reviveLetter } from '../../db/queries/outbox';
import { refuse } from '../../shared/contract/errors';
import type { Handlers } from '../call';

const shownLetters = 100;

/** What could not be delivered is seen by a person (design decision 6). */
export const operations = {
  'operations.deadLetters': (call) => deadLetters(call.database, shownLetters),

  'operations.retry': (call) =>
    call.write(async (tx) => {
      if (!(await reviveLetter(tx, call.input.id, call.now))) refuse('not_found');
      return { done: true as const };
    }),
} satisfies Handlers<'operations.'>;
