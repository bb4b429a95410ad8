import { View } from '@tarojs/components';
import { useState } from 'react';
import type { AskedField, FieldProblem } from '../../../shared/rules/form';
import { fieldProblemText } from '../../../shared/text/form';
import { formText } from '../../../shared/text/pages/form';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { Facts } from '../../components/Facts';
import { Labelled } from '../../components/Labelled';
import { NumberField } from '../../components/NumberField';
import { TextField } from '../../components/TextField';

type Props = {
  field: AskedField;
  value: string;
  /** What the verified identity says, masked. */
  fact: string | undefined;
  problem: FieldProblem | undefined;
  onChange: (value: string) => void;
};

/** Where the page jumps to for a field. */
export const fieldAnchor = (id: string) => `field-${id}`;

/** One line of the form: what the verified identity says, or a field to fill in. */
export function FormField({ field, value, fact, problem, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (fact !== undefined && value === '' && !isOpen) {
    return (
      <View id={fieldAnchor(field.id)}>
        <Facts facts={[[field.label, fact]]} />
        <Action kind="text" word={`${formText.change}：${field.label}`} onPress={() => setOpen(true)} />
      </View>
    );
  }
  return (
    <View id={fieldAnchor(field.id)}>
      <Control field={field} value={value} error={problem ? fieldProblemText(field, problem) : null} onChange={onChange} />
      {fact === undefined ? null : (
        <Action
          kind="text"
          word={`${formText.undo}：${fact}`}
          onPress={() => {
            onChange('');
            setOpen(false);
          }}
        />
      )}
    </View>
  );
}

const keyboards = { id_number: 'idcard', uscc: 'text', phone: 'phone', text: 'text', long_text: 'text' } as const;

function Control({ field, value, error, onChange }: { field: AskedField; value: string; error: string | null; onChange: (value: string) => void }) {
  const { id, label, hint, kind, required } = field;
  switch (kind) {
    case 'choice':
      return (
        <Labelled label={label} optional={!required} hint={hint} error={error}>
          <Chips
            role="radio"
            label={label}
            chips={field.options.map((option) => ({ value: option.value, word: option.text }))}
            chosen={value ? [value] : []}
            onPress={onChange}
          />
        </Labelled>
      );
    case 'date':
      return (
        <Labelled label={label} optional={!required}>
          <DateField id={`input-${id}`} label={label} value={value} hint={hint} error={error} onChange={onChange} />
        </Labelled>
      );
    case 'number':
      return (
        <Labelled label={label} optional={!required}>
          <NumberField id={`input-${id}`} label={label} unit={field.unit} value={value} hint={hint} error={error} onChange={onChange} />
        </Labelled>
      );
    default:
      return (
        <TextField
          id={`input-${id}`}
          label={label}
          kind={keyboards[kind]}
          multiline={kind === 'long_text'}
          hint={hint}
          error={error}
          optional={!required}
          maxLength={kind === 'text' || kind === 'long_text' ? field.maximum + 20 : 40}
          confirmWord="next"
          value={value}
          onChange={onChange}
        />
      );
  }
}
