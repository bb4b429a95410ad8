import { useEffect, useState } from 'react';
import { checkDocument } from '../../shared/rules/id-number-documents';
import { type ConsentGiver, consentGiversFor, type Relation, relations, relativeConsentVersion } from '../../shared/rules/relatives';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { consentGiverWords, relativeConsentWords, relativesText } from '../../shared/text/pages/relatives';
import { relationWords } from '../../shared/text/relatives';
import { serviceInstant } from '../clock';
import { ActionBar } from '../components/ActionBar';
import { Chips } from '../components/Chips';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { replace } from '../go';
import { RealNameFields } from '../pages/me/RealNameFields';
import { useRealName } from '../pages/me/useRealName';
import { paths } from '../paths';
import { seedRead, useAct } from '../query';
import { SignedIn } from '../SignedIn';
import { Refusal } from '../Refusal';

/** A relative: name and number as on the document, what the relative is to me, and the consent of whose it is to give. */
export default function AddRelative() {
  const realName = useRealName();
  const [relation, setRelation] = useState<Relation | null>(null);
  const [missing, setMissing] = useState(false);
  const [said, setSaid] = useState<ConsentGiver>('relative');
  const add = useAct('relatives.add', {
    onDone: (all) => {
      seedRead('relatives.list', {}, all);
      replace(paths.relatives);
    },
  });
  const today = shanghaiDay(serviceInstant());
  const document = checkDocument(realName.form.idKind, realName.form.idNumber, today);
  const givers = document.ok ? consentGiversFor(document.birthDate ?? null, today) : (['relative'] as const);
  const by = givers.find((one) => one === said) ?? givers[0] ?? 'relative';
  // Other words are another consent: it is ticked anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the giver changes
  useEffect(() => {
    if (realName.form.consent) realName.change({ consent: false });
  }, [by]);
  const save = () => {
    const person = realName.check();
    setMissing(relation === null);
    if (!person || !relation) return;
    const { name, idKind, idNumber } = person;
    void add.run({ name, idKind, idNumber, relation, consent: { version: relativeConsentVersion, by } });
  };
  const bar = (
    <ActionBar
      note={add.error ? <Refusal error={add.error} /> : null}
      primary={{ id: 'relative-save', word: relativesText.save, busy: add.busy, onPress: save }}
    />
  );
  return (
    <PageFrame title={relativesText.add} note={relativesText.addWhy} bottomBar={bar}>
      <SignedIn why={relativesText.signInWhy}>
        {() => (
          <>
            <Section title={relativesText.relation} kind="bare">
              <Chips
                role="radio"
                label={relativesText.relation}
                chips={relations.map((value) => ({ value, word: relationWords[value] }))}
                chosen={relation ? [relation] : []}
                onPress={(value) => {
                  setRelation(value);
                  setMissing(false);
                }}
              />
              {missing ? <InlineMessage tone="danger" what={relativesText.relationMissing} /> : null}
            </Section>
            <Section>
              {givers.length > 1 ? (
                <Chips
                  role="radio"
                  label={relativesText.giver}
                  chips={givers.map((value) => ({ value, word: consentGiverWords[value] }))}
                  chosen={[by]}
                  onPress={setSaid}
                />
              ) : null}
              <RealNameFields realName={realName} consent={relativeConsentWords[by]} />
            </Section>
          </>
        )}
      </SignedIn>
    </PageFrame>
  );
}
