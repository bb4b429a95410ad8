import { useState } from 'react';
import { shiftText } from '../../../shared/text/duty';
import { dutyText } from '../../../shared/text/pages/duty';
import { useServiceDay } from '../../clock';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { Sheet } from '../../components/Sheet';
import { useAct } from '../../query';
import type { DutyChannel, DutyShiftRow } from './channel';

const nobody = 'nobody';
const spans = ['one', 'week'] as const;
type Span = (typeof spans)[number];

/** Who has a shift, or the same shift of the coming seven days. */
export function ShiftSheet({ channel, shift, onClose }: { channel: DutyChannel; shift: DutyShiftRow; onClose: () => void }) {
  const [who, setWho] = useState(shift.rostered?.personId ?? null);
  const today = useServiceDay();
  const [span, setSpan] = useState<Span>('one');
  const assign = useAct('duty.assign', { refreshes: ['duty.read', 'duty.list'], onDone: onClose });
  const chips = [
    ...channel.candidates.map(({ personId, name }) => ({ value: personId, word: name ?? '' })),
    { value: nobody, word: dutyText.noRoster },
  ];
  const shifts = channel.shifts
    .filter((one) => one.shift === shift.shift && one.day >= shift.day)
    .slice(0, span === 'week' ? 7 : 1)
    .map(({ day, shift: name }) => ({ day, shift: name }));
  return (
    <Sheet
      open
      title={shiftText(shift, today)}
      onClose={onClose}
      actions={[
        {
          id: 'shift-save',
          word: dutyText.put,
          busy: assign.busy,
          disabled: who === null,
          onPress: () => void assign.run({ id: channel.id, shifts, personId: who === nobody ? null : who }),
        },
      ]}
    >
      {channel.candidates.length === 0 ? <InlineMessage tone="attention" what={dutyText.none} /> : null}
      <Labelled label={dutyText.who}>
        <Chips label={dutyText.who} role="radio" chips={chips} chosen={who ? [who] : []} onPress={setWho} />
      </Labelled>
      <Labelled label={dutyText.howLong}>
        <Chips
          label={dutyText.howLong}
          role="radio"
          chips={spans.map((value) => ({ value, word: dutyText.spans[value] }))}
          chosen={[span]}
          onPress={setSpan}
        />
      </Labelled>
      {assign.error ? <InlineMessage tone="danger" what={assign.error.message} /> : null}
    </Sheet>
  );
}
