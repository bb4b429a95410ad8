import type { Output } from '../../../shared/contract';
import { feeText, promiseText } from '../../../shared/text/catalogue';
import { checklistText } from '../../../shared/text/pages/checklist';
import { Facts } from '../../components/Facts';
import { Section } from '../../components/Section';

/** What it costs and how long it takes. */
export function Costs({ content }: { content: Output<'checklists.read'>['content'] }) {
  return (
    <Section title={checklistText.facts}>
      <Facts
        facts={[
          [checklistText.fee, feeText(content)],
          [checklistText.promised, promiseText(content.promisedWorkingDays)],
          [checklistText.statutory, content.statutoryWorkingDays === null ? null : promiseText(content.statutoryWorkingDays)],
          [checklistText.atWindow, checklistText.minutes(content.minutesAtWindow)],
        ]}
      />
    </Section>
  );
}
