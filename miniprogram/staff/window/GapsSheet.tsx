import { windowText } from '../../../shared/text/pages/window';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';

type Props = { open: boolean; gaps: { name: string; note: string | null }[]; busy: boolean; onYes: () => void; onClose: () => void };

/** Completing with gaps is asked once, naming what is missing. */
export function GapsSheet({ open, gaps, busy, onYes, onClose }: Props) {
  return (
    <Sheet
      open={open}
      title={windowText.gapsAsk}
      onClose={onClose}
      actions={[
        { id: 'gaps-yes', word: windowText.gapsYes, busy, onPress: onYes },
        { kind: 'plain', word: windowText.gapsNo, onPress: onClose },
      ]}
    >
      <InlineMessage tone="attention" what={windowText.gapsNote} />
      <Facts facts={gaps.map(({ name, note }) => [name, note ?? windowText.gap])} />
    </Sheet>
  );
}
