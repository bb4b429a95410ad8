import { gapReasonWords } from '../../../shared/text/acceptances';
import { windowText } from '../../../shared/text/pages/window';
import { dateText } from '../../../shared/text/when';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';
import type { Tick } from './next-step';

type Props = {
  what: 'accept' | 'notice';
  open: boolean;
  gaps: { name: string; tick: Tick }[];
  busy: boolean;
  onYes: () => void;
  onClose: () => void;
};

/** Accepting with gaps, and ending with a one-time notice, are asked once, naming what is missing. */
export function GapsSheet({ what, open, gaps, busy, onYes, onClose }: Props) {
  const accepts = what === 'accept';
  return (
    <Sheet
      open={open}
      title={accepts ? windowText.gapsAsk : windowText.noticeAsk}
      onClose={onClose}
      actions={[
        { id: 'gaps-yes', word: accepts ? windowText.gapsYes : windowText.noticeYes, busy, onPress: onYes },
        { kind: 'plain', word: windowText.gapsNo, onPress: onClose },
      ]}
    >
      <InlineMessage tone="attention" what={accepts ? windowText.gapsNote : windowText.noticeNote} />
      <Facts facts={gaps.map(({ name, tick }) => [name, gapWords(tick)])} />
    </Sheet>
  );
}

/** What is wrong, and until when it follows. */
export function gapWords({ reason, note, supplyBy }: Tick): string {
  return [reason && gapReasonWords[reason], note, supplyBy && windowText.promised(dateText(supplyBy))].filter(Boolean).join('；');
}
