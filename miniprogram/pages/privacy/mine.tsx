import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { consentActWords, consentNames, privacyText, withoutConsent } from '../../../shared/text/pages/privacy';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { StateTag } from '../../components/StateTag';
import { Timeline } from '../../components/Timeline';
import type { State } from '../../components/tone';
import { pageOfConsent } from '../../consent';
import { go } from '../../go';
import { paths } from '../../paths';
import { seedRead, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { Refusal } from '../../Refusal';
import { SignedIn } from '../../SignedIn';

type Consent = Output<'consents.mine'>['consents'][number];

/** K5: what the person has agreed to, in which version, since when; taken back as easily as given (PIPL art. 15). */
export default function ConsentsPage() {
  return (
    <PageFrame title={privacyText.mine} note={privacyText.mineNote}>
      <SignedIn why={privacyText.mineSignIn}>{() => <Consents />}</SignedIn>
    </PageFrame>
  );
}

/** Never empty: each purpose is there, agreed to or not. */
function Consents() {
  const read = useRead('consents.mine', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ consents }) => (
        <>
          {consents.map((one) => (
            <One key={one.purpose} consent={one} />
          ))}
          <Action kind="text" word={privacyText.relatives} onPress={() => go(paths.relatives)} />
          <Action kind="text" word={privacyText.erase} onPress={() => go(paths.stored)} />
        </>
      )}
    </Reading>
  );
}

function stateOf({ holds, steps }: Consent): State {
  if (holds) return { word: privacyText.holds, tone: 'good' };
  const last = steps[steps.length - 1];
  if (!last) return { word: privacyText.none, tone: 'neutral' };
  return last.act === 'give' ? { word: privacyText.outdated, tone: 'attention' } : { word: privacyText.withdrawn, tone: 'neutral' };
}

function One({ consent }: { consent: Consent }) {
  const { purpose, holds, inForce, steps } = consent;
  const [isAsking, setAsking] = useState(false);
  const act = { onDone: (all: Output<'consents.mine'>) => seedRead('consents.mine', {}, all) };
  const give = useAct('consents.give', act);
  const withdraw = useAct('consents.withdraw', {
    onDone: (all) => {
      act.onDone(all);
      setAsking(false);
    },
  });
  return (
    <Section title={consentNames[purpose]} aside={<StateTag {...stateOf(consent)} />}>
      {steps.length > 0 ? (
        <Timeline
          entries={steps.map(({ act: what, version, at }) => ({
            id: `${at} ${what}`,
            what: privacyText.step(consentActWords[what], version),
            when: whenText(at),
          }))}
        />
      ) : null}
      <Action id={`look-${purpose}`} kind="plain" word={privacyText.look} onPress={() => go(paths.privacy(purpose))} />
      {holds ? (
        <Action id={`withdraw-${purpose}`} kind="text" word={privacyText.withdraw} onPress={() => setAsking(true)} />
      ) : (
        <Action
          id={`give-${purpose}`}
          kind="text"
          word={privacyText.give}
          busy={give.busy}
          onPress={() => void give.run({ purpose, version: inForce, page: pageOfConsent() })}
        />
      )}
      {give.error ? <Refusal error={give.error} /> : null}
      <Sheet
        open={isAsking}
        title={privacyText.withdrawAsk}
        onClose={() => setAsking(false)}
        actions={[
          {
            id: 'withdraw-yes',
            word: privacyText.withdrawYes,
            kind: 'danger',
            busy: withdraw.busy,
            onPress: () => void withdraw.run({ purpose, page: pageOfConsent() }),
          },
          { word: privacyText.withdrawNo, kind: 'text', onPress: () => setAsking(false) },
        ]}
      >
        {withdraw.error ? <Refusal error={withdraw.error} /> : <InlineMessage what={withoutConsent[purpose]} next={privacyText.withdrawLaw} />}
      </Sheet>
    </Section>
  );
}
