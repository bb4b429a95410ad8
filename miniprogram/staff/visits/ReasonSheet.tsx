import { useState } from 'react';
import { visitsText } from '../../../shared/text/pages/visits';
import { AnswerCard } from '../../components/AnswerCard';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';

type Props = {
  open: boolean;
  title: string;
  reasons: readonly string[];
  /** The verb on the button. */
  send: string;
  busy: boolean;
  onClose: () => void;
  onSend: (reason: string) => void;
};

/** A reason with one tap, or in own words. */
export function ReasonSheet({ open, title, reasons, send, busy, onClose, onSend }: Props) {
  const [reason, setReason] = useState(reasons[0] ?? '');
  const words = reason.trim();
  return (
    <Sheet
      open={open}
      title={title}
      onClose={onClose}
      actions={[{ id: 'reason-send', word: send, kind: 'danger', busy, disabled: words.length < 2, onPress: () => onSend(words) }]}
    >
      <AnswerCard question={visitsText.reason} options={reasons.map((value) => ({ value, label: value }))} chosen={reason} onChoose={setReason} />
      <TextField id="reason-words" label={visitsText.reason} value={reason} multiline maxLength={300} onChange={setReason} />
    </Sheet>
  );
}
