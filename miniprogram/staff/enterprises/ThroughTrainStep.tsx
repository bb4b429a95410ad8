import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { throughTrainText } from '../../../shared/text/through-train';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';

/** Gives an enterprise the through train, or ends it, with the reason. */
export function ThroughTrainStep({ enterprise }: { enterprise: Output<'register.read'> }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct('register.setThroughTrain', { refreshes: ['register.read', 'register.list'], onDone: () => setOpen(false) });
  const on = !enterprise.throughTrain;
  const word = on ? throughTrainText.give : throughTrainText.end;
  return (
    <>
      <Action id="through-train" kind="plain" word={word} onPress={() => setOpen(true)} />
      <Sheet
        open={open}
        title={word}
        onClose={() => setOpen(false)}
        actions={[
          {
            id: 'through-train-save',
            word,
            busy: act.busy,
            disabled: reason.trim().length < 2,
            ...(on ? {} : { kind: 'danger' }),
            onPress: () => void act.run({ id: enterprise.id, on, reason: reason.trim() }),
          },
        ]}
      >
        <Chips
          label={throughTrainText.reason}
          chips={throughTrainText.reasons[on ? 'on' : 'off'].map((one) => ({ value: one, word: one }))}
          onPress={setReason}
        />
        <TextField
          id="through-train-reason"
          label={throughTrainText.reason}
          hint={throughTrainText.reasonHint}
          value={reason}
          maxLength={200}
          onChange={setReason}
        />
        {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
      </Sheet>
    </>
  );
}
