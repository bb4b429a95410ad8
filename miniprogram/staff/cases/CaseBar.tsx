import { caseActionWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import { staffPaths } from '../paths';
import { type DeskAction, type DeskCase, hasPage, stepsOf } from './next-step';
import { useTap } from './use-tap';

/** What a step of one tap brings with it. */
export const tapNotes: Partial<Record<DeskAction, string>> = {
  accept: deskText.acceptNote,
  acceptReferral: deskText.takeReferralNote,
  signOff: deskText.signOffNote,
  note: deskText.wontSee,
};

/** The next step under the thumb: one tap, or a page that asks for words first. */
export function CaseBar({ subject }: { subject: DeskCase }) {
  const tap = useTap(subject);
  const { next } = stepsOf(subject);
  if (!next) return null;
  const press = hasPage(next) ? () => go(staffPaths.step(subject.id, next)) : () => tap.run(next);
  return (
    <ActionBar
      primary={{ id: `next-${next}`, word: caseActionWords[next], busy: tap.busy, onPress: press }}
      note={tap.error ? <InlineMessage tone="danger" what={tap.error.message} /> : (tapNotes[next] ?? null)}
    />
  );
}
