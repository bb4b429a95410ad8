import { fieldValueText } from '../../../shared/text/form';
import { formText } from '../../../shared/text/pages/form';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import type { Filling, Form } from './useForm';

/** Two phones hold different words: both are shown, the person chooses, nothing is lost before. */
export function Conflict({ form, filling }: { form: Form; filling: Filling }) {
  const { other, values, choose } = filling;
  if (!other) return null;
  return (
    <>
      <InlineMessage tone="attention" what={formText.changedElsewhere} />
      {form.fields
        .filter(({ id }) => (values[id] ?? '') !== (other[id] ?? ''))
        .map((field) => {
          const words = (value: string | undefined) => (value ? fieldValueText(field, value) : (form.facts[field.id] ?? formText.empty));
          return (
            <Section key={field.id} title={field.label}>
              <Facts
                facts={[
                  [formText.here, words(values[field.id])],
                  [formText.other, words(other[field.id])],
                ]}
              />
            </Section>
          );
        })}
      <Action id="use-here" kind="plain" word={formText.useHere} onPress={() => choose('here')} />
      <Action id="use-other" kind="text" word={formText.useOther} onPress={() => choose('other')} />
    </>
  );
}
