import { View } from '@tarojs/components';
import type { Output } from '../../../shared/contract';
import { becauseLines } from '../../../shared/text/catalogue';
import { checklistText } from '../../../shared/text/pages/checklist';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { LookAt } from '../../Refusal';

type Refusal = Output<'checklists.read'>['content']['refusals'][number];

/** Why it cannot be done now, which answers say so, and what can be done instead. */
export function Refusals({ refusals }: { refusals: Refusal[] }) {
  return (
    <>
      {refusals.map((refusal) => (
        <View key={refusal.id}>
          <InlineMessage tone="attention" what={refusal.text} />
          <LookAt what={refusal.text} code="situation_refused" />
          <Section title={checklistText.insteadTitle}>
            <View>{refusal.instead}</View>
            {refusal.insteadItem ? (
              <Action kind="text" word={checklistText.insteadItem} onPress={() => go(paths.guide(refusal.insteadItem ?? ''))} />
            ) : null}
          </Section>
          {refusal.because.length > 0 ? (
            <Section title={checklistText.because}>
              <Points points={becauseLines(refusal.because)} />
            </Section>
          ) : null}
        </View>
      ))}
    </>
  );
}
