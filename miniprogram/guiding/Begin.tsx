import { guideConsentVersion } from '../../shared/rules/guide-session';
import { guideConsentLines, guidingText } from '../../shared/text/pages/guiding';
import { ActionBar } from '../components/ActionBar';
import { PageFrame } from '../components/PageFrame';
import { Points } from '../components/Points';
import { Section } from '../components/Section';
import { keptAnswers } from '../pages/interview/useAnswers';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import type { Wanted } from './index';
import { Refusal } from '../Refusal';

/** What the guide will see and may not do; the code is only made once the person agrees. */
export function Begin({ wanted, onBegun }: { wanted: Wanted; onBegun: (id: string, code: string) => void }) {
  const begin = useAct('guideSession.begin', { onDone: ({ session, code }) => onBegun(session.id, code) });
  const isForm = wanted.form !== '';
  const item = useRead('items.read', { code: wanted.item }, { enabled: !isForm });
  // What is consented to is the time as it is set, so nothing is asked before it is known.
  const promised = useRead('settings.promised', {});
  const ready = promised.data !== undefined && (isForm || item.data !== undefined);
  const agree = () => {
    const about = isForm
      ? ({ kind: 'form', checklistCode: wanted.form } as const)
      : ({
          kind: 'interview',
          itemCode: wanted.item,
          itemVersion: item.data?.version ?? 1,
          answers: { ...keptAnswers(wanted.item) },
          ...(wanted.whom ? { relativeId: wanted.whom } : {}),
        } as const);
    void begin.run({ about, consent: guideConsentVersion });
  };
  const bar = (
    <ActionBar
      note={begin.error ? <Refusal error={begin.error} /> : null}
      primary={{ id: 'guide-agree', word: guidingText.agree, busy: begin.busy, disabled: !ready, onPress: agree }}
    />
  );
  return (
    <PageFrame title={guidingText.ask} note={guidingText.askNote} bottomBar={bar}>
      <Reading read={promised}>
        {({ guideMinutes }) =>
          ready ? (
            <Section title={guidingText.consentTitle}>
              <Points points={guideConsentLines(guideMinutes)} />
            </Section>
          ) : (
            <Reading read={item}>{() => null}</Reading>
          )
        }
      </Reading>
    </PageFrame>
  );
}
