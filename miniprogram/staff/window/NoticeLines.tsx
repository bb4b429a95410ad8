import { windowText } from '../../../shared/text/pages/window';
import { acceptancesText } from '../../../shared/text/pages/acceptances';
import { whenText } from '../../../shared/text/when';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import type { Appointment } from './next-step';

/** What the person was told: at the last visit, or at this one. */
export function NoticeLines({ appointment: { earlierNotice, notice } }: { appointment: Appointment }) {
  const shown = earlierNotice ?? notice;
  if (!shown) return null;
  return (
    <Section title={earlierNotice ? windowText.earlier(whenText(shown.givenAt)) : acceptancesText.missing}>
      <Facts facts={shown.lines.map(({ name, why }) => [name, why])} />
      {earlierNotice ? <InlineMessage tone="attention" what={windowText.earlierNote} /> : null}
    </Section>
  );
}
