import { useState } from 'react';
import { windowText } from '../../../shared/text/pages/window';
import { whenText } from '../../../shared/text/when';
import { Fold } from '../../components/Fold';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { copyWords } from '../../wechat/clipboard';
import type { Appointment } from './next-step';

/** What the person filled in at home, folded; a tap copies a value into the bureau's own form. Masked numbers are read off the card. */
export function FilledForm({ form }: { form: NonNullable<Appointment['form']> }) {
  const [copied, setCopied] = useState<{ id: string; done: boolean } | null>(null);
  const copy = async (id: string, value: string) => setCopied({ id, done: await copyWords(value) });
  return (
    <Section title={windowText.form} kind="bare" aside={windowText.formFilled(whenText(form.filledAt))}>
      <Fold id="filled-form" icon="file-text" word={windowText.formOpen(form.lines.length)}>
        <Section kind="rows">
          {form.lines.map(({ id, label, value, masked }) => (
            <ListRow
              key={id}
              id={`form-${id}`}
              title={value}
              note={copied?.id === id ? `${label} · ${copied.done ? windowText.copied : windowText.copyFailed}` : label}
              {...(masked ? {} : { onPress: () => void copy(id, value) })}
            />
          ))}
        </Section>
      </Fold>
    </Section>
  );
}
