import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type GreenDocumentKind, greenDocumentKinds, greenDocumentProblem } from '../../../shared/rules/green-ground';
import { isDay, shanghaiDay } from '../../../shared/rules/shanghai';
import { greenText } from '../../../shared/text/pages/green';
import { queueText } from '../../../shared/text/pages/queue';
import { greenGroundWords } from '../../../shared/text/tickets';
import { dateText, whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { seedRead, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import type { Me } from '../../session';
import { greenDocumentState } from '../../states';
import { officerRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { IdentityFields, type IdentityForm, identityOf, noIdentity } from './IdentityFields';
import { useDay } from './day-read';

type Document = Output<'greenDocuments.list'>['documents'][number];

/** Documents for the green channel that were checked at the hall: write one down, take one back (C5). */
export default function GreenDocuments() {
  return (
    <PageFrame title={greenText.title} note={greenText.note}>
      <StaffOnly roles={officerRoles}>{(me) => <Hall me={me} />}</StaffOnly>
    </PageFrame>
  );
}

function Hall({ me }: { me: Me }) {
  const { data } = useDay(me, undefined);
  const hallId = workplace(me).hallId ?? data?.hallId ?? '';
  const read = useRead('greenDocuments.list', { hallId }, { keep: false, enabled: hallId !== '' });
  const [takingBack, setTakingBack] = useState<Document | null>(null);
  if (hallId === '') return null;
  return (
    <>
      <Record hallId={hallId} longestYears={read.data?.longestYears ?? null} />
      <Section title={greenText.list} kind="rows">
        <Reading read={read}>
          {({ documents }) =>
            documents.length === 0 ? (
              <EmptyState icon="id-card" what={greenText.none} />
            ) : (
              documents.map((document) => (
                <ListRow
                  key={document.id}
                  id={document.id}
                  title={document.name}
                  note={greenText.line(greenGroundWords[document.kind], dateText(document.until))}
                  state={greenDocumentState(document)}
                  until={document.reason ?? whenText(document.at)}
                  {...(document.holds ? { onPress: () => setTakingBack(document) } : {})}
                />
              ))
            )
          }
        </Reading>
      </Section>
      {takingBack ? <TakeBack hallId={hallId} document={takingBack} onEnd={() => setTakingBack(null)} /> : null}
    </>
  );
}

function Record({ hallId, longestYears }: { hallId: string; longestYears: number | null }) {
  const [form, setForm] = useState<IdentityForm>(noIdentity);
  const [kind, setKind] = useState<GreenDocumentKind | null>(null);
  const [until, setUntil] = useState('');
  const [saved, setSaved] = useState(0);
  const check = useAct('greenDocuments.check', {
    onDone: (documents) => {
      seedRead('greenDocuments.list', { hallId }, documents);
      setForm(noIdentity);
      setKind(null);
      setUntil('');
      setSaved(saved + 1);
    },
  });
  const identity = identityOf(form);
  const wrong = until === '' || longestYears === null ? null : untilWrong(until, longestYears);
  const ready = identity && kind && longestYears !== null && until !== '' && wrong === null;
  return (
    <Section title={greenText.record}>
      {saved > 0 && form.name === '' ? <InlineMessage tone="good" what={greenText.saved} /> : null}
      <InlineMessage what={queueText.greenAgeNote} />
      <IdentityFields form={form} onChange={setForm} />
      <Chips
        role="radio"
        label={greenText.kind}
        chips={greenDocumentKinds.map((value) => ({ value, word: greenGroundWords[value] }))}
        chosen={kind ? [kind] : []}
        onPress={setKind}
      />
      <DateField key={saved} id="green-until" label={greenText.until} hint={greenText.until} value={until} error={wrong} onChange={setUntil} />
      {check.error ? <InlineMessage tone="danger" what={check.error.message} /> : null}
      <Action
        id="green-save"
        kind="plain"
        word={greenText.save}
        busy={check.busy}
        disabled={!ready}
        onPress={() => void (identity && kind && check.run({ hallId, identity, kind, until }))}
      />
    </Section>
  );
}

function untilWrong(until: string, longestYears: number): string | null {
  if (!isDay(until)) return greenText.untilWrong;
  const problem = greenDocumentProblem(until, shanghaiDay(serviceInstant()), longestYears);
  return problem && { past: greenText.untilPast, too_far: greenText.untilFar(longestYears) }[problem];
}

function TakeBack({ hallId, document, onEnd }: { hallId: string; document: Document; onEnd: () => void }) {
  const [reason, setReason] = useState('');
  const withdraw = useAct('greenDocuments.withdraw', {
    onDone: (documents) => {
      seedRead('greenDocuments.list', { hallId }, documents);
      onEnd();
    },
  });
  return (
    <Sheet
      open
      title={document.name}
      onClose={onEnd}
      actions={[
        {
          id: 'green-withdraw',
          word: greenText.withdrawYes,
          kind: 'danger',
          busy: withdraw.busy,
          disabled: reason.trim().length < 2,
          onPress: () => void withdraw.run({ id: document.id, reason: reason.trim() }),
        },
        { word: greenText.keep, kind: 'text', onPress: onEnd },
      ]}
    >
      <TextField id="green-reason" label={greenText.withdrawWhy} value={reason} maxLength={100} onChange={setReason} />
      {withdraw.error ? <InlineMessage tone="danger" what={withdraw.error.message} /> : null}
    </Sheet>
  );
}
