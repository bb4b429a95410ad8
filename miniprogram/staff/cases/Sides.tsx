import { shanghaiDay } from '../../../shared/rules/shanghai';
import { referralStateWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { dateText, whenText } from '../../../shared/text/when';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import type { DeskCase } from './next-step';

/** What goes on beside the case: referrals, help asked of other units, extensions. */
export function Sides({ subject: { referrals, assistance, extensions } }: { subject: DeskCase }) {
  return (
    <>
      {referrals.length > 0 ? (
        <Section title={deskText.referrals} kind="rows">
          {referrals.map(({ askedAt, state, fromUnitName, toUnitName, reason, dueAt, answer }) => (
            <ListRow
              key={askedAt}
              title={deskText.referredFrom(fromUnitName, toUnitName ?? deskText.bySupervisor)}
              note={[reason, answer].filter(Boolean).join(' / ')}
              state={{ word: referralStateWords[state], tone: state === 'pending' || state === 'with_supervisor' ? 'attention' : 'neutral' }}
              {...(state === 'pending' && dueAt ? { until: deskText.acceptBy(whenText(dueAt)) } : {})}
            />
          ))}
        </Section>
      ) : null}
      {assistance.length > 0 ? (
        <Section title={deskText.assistance} kind="rows">
          {assistance.map(({ id, unitName, question, answer, answeredBy, dueAt }) => (
            <ListRow
              key={id}
              title={unitName}
              note={question}
              {...(answer ? { who: [answeredBy, answer].filter(Boolean).join('：') } : { until: deskText.answerBy(dateText(shanghaiDay(dueAt))) })}
            />
          ))}
        </Section>
      ) : null}
      {extensions.length > 0 ? (
        <Section title={deskText.extensions} kind="rows">
          {extensions.map(({ askedAt, workingDays, askedByName, reason, state, wouldBeDue, answer }) => (
            <ListRow
              key={askedAt}
              title={deskText.extension(workingDays, askedByName)}
              note={[reason, answer].filter(Boolean).join(' / ')}
              state={{ word: deskText.extensionState[state], tone: state === 'asked' ? 'attention' : state === 'granted' ? 'good' : 'neutral' }}
              {...(wouldBeDue ? { until: deskText.wouldBe(dateText(shanghaiDay(wouldBeDue))) } : {})}
            />
          ))}
        </Section>
      ) : null}
    </>
  );
}
