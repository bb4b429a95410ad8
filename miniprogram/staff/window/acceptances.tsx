import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { acceptanceActionWords, gapReasonWords, gapStandingText } from '../../../shared/text/acceptances';
import { acceptancesText } from '../../../shared/text/pages/acceptances';
import { dateText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { TextField } from '../../components/TextField';
import { WhyThisDate } from '../../components/WhyThisDate';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import type { Me } from '../../session';
import { acceptanceState } from '../../states';
import { officerRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Acceptance = Output<'acceptances.list'>['acceptances'][number];
type Scope = keyof typeof acceptancesText.scopes;

const scopes: Scope[] = ['open', 'gaps', 'overdue', 'ended'];

/** What the windows of a hall accepted: what is missing and overdue, what can be finished (C13). Any officer of the hall goes on with it. */
export default function Acceptances() {
  return (
    <PageFrame title={acceptancesText.title} note={acceptancesText.note}>
      <StaffOnly roles={officerRoles}>{(me) => <Hall me={me} />}</StaffOnly>
    </PageFrame>
  );
}

function Hall({ me }: { me: Me }) {
  const { hallId } = workplace(me);
  const [scope, setScope] = useState<Scope>('open');
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const choose = (chosen: Scope) => {
    setScope(chosen);
    setCursors([undefined]);
  };
  return (
    <>
      <Chips
        role="radio"
        label={acceptancesText.scope}
        chips={scopes.map((value) => ({ value, word: acceptancesText.scopes[value] }))}
        chosen={[scope]}
        onPress={choose}
      />
      {cursors.map((cursor, index) => (
        <Entries
          key={`${scope}${cursor ?? ''}`}
          scope={scope}
          {...(hallId ? { hallId } : {})}
          {...(cursor ? { cursor } : {})}
          {...(index === cursors.length - 1 ? { onMore: (next: string) => setCursors([...cursors, next]) } : {})}
        />
      ))}
    </>
  );
}

type Page = { scope: Scope; hallId?: string; cursor?: string };

function Entries({ onMore, ...page }: Page & { onMore?: (next: string) => void }) {
  const read = useRead('acceptances.list', page, { keep: false });
  return (
    <Reading read={read}>
      {({ acceptances, nextCursor }) => (
        <>
          {acceptances.length === 0 && !page.cursor ? <EmptyState icon="circle-check" what={acceptancesText.none[page.scope]} /> : null}
          {acceptances.map((one) => (
            <Entry key={one.id} one={one} />
          ))}
          {nextCursor && onMore ? <Action kind="plain" word={acceptancesText.more} onPress={() => onMore(nextCursor)} /> : null}
        </>
      )}
    </Reading>
  );
}

function Entry({ one }: { one: Acceptance }) {
  return (
    <Section title={one.itemName}>
      <StateTag {...acceptanceState(one.status)} />
      <Facts
        facts={[
          [acceptancesText.applicant, one.applicantName],
          [acceptancesText.code, one.code],
          [acceptancesText.owner, one.ownerName],
          [
            acceptancesText.due,
            [acceptancesText.before(dateText(shanghaiDay(one.dueAt))), one.overdue ? acceptancesText.overdue : ''].filter(Boolean).join('，'),
          ],
          ...one.gaps.map((gap): [string, string] => [gap.name, gapLine(gap)]),
          [acceptancesText.windowSays, one.endNote],
        ]}
      />
      <WhyThisDate explanation={one.explanation} />
      <Steps one={one} />
    </Section>
  );
}

function gapLine({ reason, note, ...gap }: Acceptance['gaps'][number]): string {
  return [gapReasonWords[reason], note, gapStandingText(gap)].filter(Boolean).join('；');
}

const shows = { refreshes: ['acceptances.list'] as 'acceptances.list'[] };

/** What may be done now: take what is supplied, finish, or end what was not supplied in time. */
function Steps({ one: { id, gaps, actions } }: { one: Acceptance }) {
  const [words, setWords] = useState('');
  const supply = useAct('acceptances.supply', shows);
  const complete = useAct('acceptances.complete', shows);
  const discontinue = useAct('acceptances.discontinue', shows);
  const error = supply.error ?? complete.error ?? discontinue.error;
  const said = words.trim();
  const mayComplete = actions.includes('complete');
  const mayDiscontinue = actions.includes('discontinue');
  return (
    <>
      {error ? <InlineMessage tone="danger" what={error.message} /> : null}
      {gaps
        .filter(({ suppliedAt }) => actions.includes('supply') && suppliedAt === null)
        .map(({ materialId, name }) => (
          <Action
            key={materialId}
            id={`supply-${id}-${materialId}`}
            kind="plain"
            icon="check"
            word={acceptancesText.supply(name)}
            busy={supply.busy}
            onPress={() => void supply.run({ id, materialId })}
          />
        ))}
      {mayComplete || mayDiscontinue ? (
        <TextField
          id={`words-${id}`}
          label={mayComplete ? acceptancesText.endNote : acceptancesText.discontinueNote}
          value={words}
          maxLength={200}
          multiline
          onChange={setWords}
        />
      ) : null}
      {mayComplete ? (
        <Action
          id={`complete-${id}`}
          kind="plain"
          word={acceptanceActionWords.complete}
          busy={complete.busy}
          disabled={said.length === 1}
          onPress={() => void complete.run({ id, ...(said ? { note: said } : {}) })}
        />
      ) : null}
      {mayDiscontinue ? (
        <Action
          id={`discontinue-${id}`}
          kind="plain"
          word={acceptanceActionWords.discontinue}
          busy={discontinue.busy}
          disabled={said.length < 6}
          onPress={() => void discontinue.run({ id, reason: said })}
        />
      ) : null}
    </>
  );
}
