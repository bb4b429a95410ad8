import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { isDay, shanghaiDay } from '../../../shared/rules/shanghai';
import { dateText } from '../../../shared/text/when';
import { problemsText } from '../../../shared/text/pages/problems';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { DateField } from '../../components/DateField';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { go, replace } from '../../go';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { staffPaths } from '../paths';
import { StaffOnly } from '../StaffOnly';
import { AlikeRequest } from './AlikeRequest';
import { OwnerChoice } from './OwnerChoice';

type Group = Output<'problems.read'>;

/** A group of like requests: why they are alike, which of them belong, and the way to an issue with an owner and a date. */
export default function ProblemGroup() {
  const id = parameter(useRouter().params, 'id');
  const read = useRead('problems.read', { id }, { keep: false });
  return (
    <PageFrame title={problemsText.group} {...(read.data ? { note: problemsText.count(read.data.requests, read.data.enterprises) } : {})}>
      <StaffOnly roles={['supervisor']}>{() => <Reading read={read}>{(group) => <Shown group={group} />}</Reading>}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ group }: { group: Group }) {
  const { issueId, recurs, members, perhaps, words } = group;
  const [chosen, setChosen] = useState<readonly string[]>(() => members.map(({ id }) => id));
  const choose = (id: string, isChosen: boolean) => setChosen(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id));
  const row = (request: Group['members'][number]) => (
    <AlikeRequest
      key={request.id}
      request={request}
      chosen={chosen.includes(request.id)}
      {...(issueId ? {} : { onChoose: (isChosen: boolean) => choose(request.id, isChosen) })}
    />
  );
  return (
    <>
      <Section title={problemsText.why}>
        <InlineMessage what={problemsText.words(words)} next={problemsText.whyNote} />
      </Section>
      {recurs ? (
        <>
          <InlineMessage
            tone="attention"
            what={problemsText.recursNote(recurs.title, dateText(shanghaiDay(recurs.solvedAt)), recurs.since)}
            next={problemsText.recursNext}
          />
          <Action id="recurs-issue" kind="plain" word={problemsText.toSolved} onPress={() => go(staffPaths.issue(recurs.issueId))} />
        </>
      ) : null}
      {issueId ? <Action kind="primary" word={problemsText.toIssue} onPress={() => go(staffPaths.issue(issueId))} /> : null}
      <Section title={problemsText.members} aside={members.length}>
        {members.map(row)}
      </Section>
      {perhaps.length > 0 ? (
        <Section title={problemsText.perhaps} aside={perhaps.length}>
          <InlineMessage what={problemsText.perhapsNote} />
          {perhaps.map(row)}
        </Section>
      ) : null}
      {issueId ? null : <OpenIssue group={group} caseIds={chosen} />}
    </>
  );
}

function OpenIssue({ group, caseIds }: { group: Group; caseIds: readonly string[] }) {
  const [title, setTitle] = useState('');
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [day, setDay] = useState('');
  const open = useAct('systemic.open', {
    refreshes: ['problems.list', 'systemic.list'],
    onDone: ({ id }) => replace(staffPaths.issue(id)),
  });
  const isReady = title.trim().length >= 2 && ownerId !== null && isDay(day) && day > shanghaiDay(serviceInstant()) && caseIds.length > 0;
  return (
    <Section title={problemsText.open}>
      <TextField id="issue-title" label={problemsText.title} hint={problemsText.titleHint} value={title} maxLength={60} onChange={setTitle} />
      <OwnerChoice chosen={ownerId} onChoose={setOwnerId} />
      <Labelled label={problemsText.day}>
        <DateField id="issue-day" label={problemsText.day} value={day} hint={problemsText.dayHint} onChange={setDay} />
      </Labelled>
      <InlineMessage what={caseIds.length > 0 ? problemsText.willSee(caseIds.length) : problemsText.chooseFirst} />
      {open.error ? <InlineMessage tone="danger" what={open.error.message} /> : null}
      <Action
        id="open-issue"
        kind="primary"
        word={problemsText.open}
        busy={open.busy}
        disabled={!isReady}
        onPress={() => ownerId && void open.run({ groupId: group.id, caseIds: [...caseIds], title: title.trim(), ownerId, day })}
      />
    </Section>
  );
}
