import type { Output } from '../shared/contract';
import { extraReasonWords } from '../shared/text/extra-material';
import { Facts } from './components/Facts';
import { Section } from './components/Section';
import { View } from '@tarojs/components';

/** What the window asked for beyond the list, with the reason: the same for applicant and officer. Nothing when nothing was asked. */
export function Extras({ title, note, extras }: { title: string; note?: string; extras: Output<'appointments.read'>['extras'] }) {
  if (extras.length === 0) return null;
  return (
    <Section title={title}>
      <Facts facts={extras.map((extra) => [extra.name, `${extraReasonWords[extra.reason]}：${extra.words}`])} />
      {note ? <View>{note}</View> : null}
    </Section>
  );
}
