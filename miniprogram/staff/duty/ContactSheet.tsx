import { useState } from 'react';
import { dutyText } from '../../../shared/text/pages/duty';
import { CheckLine } from '../../components/CheckLine';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import type { DutyChannel } from './channel';

const above = 'above';

/** Phone, hours, who is on duty where the roster names nobody, and whether people are told names. */
export function ContactSheet({ channel, onClose }: { channel: DutyChannel; onClose: () => void }) {
  const [phone, setPhone] = useState(channel.phone);
  const [hours, setHours] = useState(channel.hours);
  const [standing, setStanding] = useState(channel.standing?.personId ?? above);
  const [named, setNamed] = useState(channel.named);
  const save = useAct('duty.setContact', { refreshes: ['duty.read', 'duty.list', 'channels.list'], onDone: onClose });
  const phoneRight = /^[0-9][0-9-]{2,19}$/.test(phone.trim());
  const known = channel.standing && !channel.candidates.some(({ personId }) => personId === channel.standing?.personId) ? [channel.standing] : [];
  const chips = [
    ...[...known, ...channel.candidates].map(({ personId, name }) => ({ value: personId, word: name ?? '' })),
    { value: above, word: dutyText.above },
  ];
  return (
    <Sheet
      open
      title={dutyText.change}
      onClose={onClose}
      actions={[
        {
          id: 'contact-save',
          word: dutyText.save,
          busy: save.busy,
          disabled: !phoneRight || hours.trim().length < 2,
          onPress: () =>
            void save.run({ id: channel.id, phone: phone.trim(), hours: hours.trim(), named, standingId: standing === above ? null : standing }),
        },
      ]}
    >
      <TextField
        id="contact-phone"
        label={dutyText.phone}
        value={phone}
        maxLength={20}
        error={phoneRight ? null : dutyText.phoneWrong}
        onChange={setPhone}
      />
      <TextField id="contact-hours" multiline label={dutyText.time} hint={dutyText.timeHint} value={hours} maxLength={80} onChange={setHours} />
      <Labelled label={dutyText.standing} hint={dutyText.standingHint}>
        <Chips label={dutyText.standing} role="radio" chips={chips} chosen={[standing]} onPress={setStanding} />
      </Labelled>
      <CheckLine id="contact-named" checked={named} onChange={setNamed} word={dutyText.named} />
      {save.error ? <InlineMessage tone="danger" what={save.error.message} /> : null}
    </Sheet>
  );
}
