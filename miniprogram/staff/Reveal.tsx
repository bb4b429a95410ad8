import { useState } from 'react';
import { revealText } from '../../shared/text/pages/reveal';
import { Action } from '../components/Action';
import { Chips } from '../components/Chips';
import { InlineMessage } from '../components/InlineMessage';
import { Labelled } from '../components/Labelled';

type RevealProps = {
  id: string;
  reasons: readonly string[];
  busy: boolean;
  error: { message: string } | null | undefined;
  onReason: (reason: string) => void;
};

/** A masked number becomes whole only for a reason, which is kept with who saw it and is shown to the person (K1). */
export function Reveal({ id, reasons, busy, error, onReason }: RevealProps) {
  const [reason, setReason] = useState('');
  return (
    <>
      <Labelled label={revealText.why}>
        <Chips
          label={revealText.why}
          role="radio"
          chips={reasons.map((word) => ({ value: word, word }))}
          chosen={reason ? [reason] : []}
          onPress={setReason}
        />
      </Labelled>
      {error ? <InlineMessage tone="danger" what={error.message} /> : null}
      {reason ? <InlineMessage what={revealText.note} /> : null}
      <Action id={id} kind="plain" icon="phone" word={revealText.reveal} busy={busy} disabled={reason === ''} onPress={() => onReason(reason)} />
    </>
  );
}
