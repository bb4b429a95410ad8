import { Chips } from '../../components/Chips';
import { TextField } from '../../components/TextField';

type SaidProps = { id: string; label: string; value: string; quick?: readonly string[]; most?: number; onChange: (value: string) => void };

/** A field with words that fill it in one tap. */
export function Said({ id, label, value, quick = [], most = 500, onChange }: SaidProps) {
  return (
    <>
      {quick.length > 0 ? <Chips label={label} chips={quick.map((word) => ({ value: word, word }))} onPress={onChange} /> : null}
      <TextField id={id} label={label} value={value} multiline maxLength={most} onChange={onChange} />
    </>
  );
}
