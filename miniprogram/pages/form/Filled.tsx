import { fieldValueText } from '../../../shared/text/form';
import { formText } from '../../../shared/text/pages/form';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import type { Form } from './useForm';

/** A form that the window will read, or that can no longer be changed: what was filled in, in order. */
export function Filled({ form }: { form: Form }) {
  const shown = form.fields.map(({ id, label, ...field }): [string, string | null] => {
    const value = form.values[id];
    return [label, value ? fieldValueText(field, value) : (form.facts[id] ?? null)];
  });
  return (
    <>
      <Standing form={form} />
      <Section title={formText.filledTitle}>
        <Facts facts={shown} />
      </Section>
    </>
  );
}

function Standing({ form: { state, lock } }: { form: Form }) {
  if (lock === 'expired') return <InlineMessage tone="attention" what={formText.expired} next={formText.expiredNote} />;
  if (lock === 'at_window') return <InlineMessage tone="neutral" what={formText.atWindow} next={formText.atWindowNote} />;
  return state === 'filled' ? <InlineMessage tone="good" what={formText.filled} next={formText.filledNote} /> : null;
}
