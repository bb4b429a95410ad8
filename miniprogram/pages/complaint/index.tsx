import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Input, Output } from '../../../shared/contract';
import type { ErrorCode } from '../../../shared/contract/errors';
import { type ComplaintKind, complaintKinds } from '../../../shared/rules/complaint-flow';
import { complaintKindWords } from '../../../shared/text/complaints';
import { complaintNumbers, complaintText } from '../../../shared/text/pages/complaint';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { go, replace } from '../../go';
import { askForNotices } from '../../grants';
import { parameter, paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { dial } from '../../wechat/call';
import { copyWords } from '../../wechat/clipboard';
import { DangerCall } from '../requests/DangerCall';

/** The refusal that led here; what is no code the service refuses as a whole. */
function refusedOf(code: string, doing: string): Input<'complaints.file'>['refused'] {
  return code ? { code: code as ErrorCode, doing: doing || complaintText.notDone } : undefined;
}

/** Complaints and suggestions, two taps from home; `what` is a refusal that somebody wants the head of the unit to look at. */
export default function ComplaintPage() {
  const { params } = useRouter();
  const what = parameter(params, 'what');
  const refused = refusedOf(parameter(params, 'code'), parameter(params, 'doing'));
  const [hall, setHall] = useState(parameter(params, 'hall'));
  const halls = useRead('halls.list', {}).data?.halls ?? [];
  const me = useMe();
  const days = useRead('settings.promised', {}).data?.complaintWorkingDays;
  const [kind, setKind] = useState<ComplaintKind>(what ? 'not_done' : 'service');
  const [text, setText] = useState(what);
  const [about, setAbout] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<Output<'complaints.file'> | null>(null);
  const file = useAct('complaints.file', {
    refreshes: ['complaints.list'],
    onDone: (filed) => (filed.id ? replace(paths.complaintOne(filed.id)) : setSent(filed)),
  });
  const words = text.trim();
  const send = async () => {
    setTried(true);
    if (words.length < 4) return;
    if (!anonymous) await askForNotices(['complaint_answered']);
    await file.run({
      ...{ kind, text: words, anonymous },
      ...(hall ? { hallId: hall } : {}),
      ...(about.trim().length >= 2 ? { about: about.trim() } : {}),
      ...(refused && kind === 'not_done' ? { refused } : {}),
    });
  };
  if (sent) return <Sent sent={sent} />;
  const may = anonymous || Boolean(me);
  const wrong = file.error?.message ?? (tried && words.length < 4 ? complaintText.missing : null);
  return (
    <PageFrame
      title={complaintText.title}
      note={complaintText.note}
      {...(may
        ? {
            bottomBar: (
              <ActionBar
                primary={{ id: 'complaint-send', word: complaintText.send, busy: file.busy, onPress: () => void send() }}
                note={wrong ? <InlineMessage tone="danger" what={wrong} /> : complaintText.promise(days)}
              />
            ),
          }
        : {})}
    >
      <DangerCall words={text} />
      <Labelled label={complaintText.kind}>
        <Chips
          label={complaintText.kind}
          role="radio"
          chips={complaintKinds.map((value) => ({ value, word: complaintKindWords[value] }))}
          chosen={[kind]}
          onPress={setKind}
        />
      </Labelled>
      <TextField
        id="complaint-text"
        label={complaintText.text}
        placeholder={complaintText.placeholder}
        value={text}
        multiline
        maxLength={1000}
        error={tried && words.length < 4 ? complaintText.missing : null}
        onChange={setText}
      />
      {refused && kind === 'not_done' ? <InlineMessage what={complaintText.alongWith(refused.doing)} /> : null}
      <Labelled label={complaintText.where}>
        <Chips
          label={complaintText.where}
          role="radio"
          chips={[{ value: '', word: complaintText.elsewhere }, ...halls.map(({ id, name }) => ({ value: id, word: name }))]}
          chosen={[hall]}
          onPress={setHall}
        />
      </Labelled>
      {kind === 'suggestion' ? null : (
        <TextField
          id="complaint-about"
          label={complaintText.about}
          placeholder={complaintText.aboutPlaceholder}
          hint={complaintText.aboutHint}
          value={about}
          optional
          maxLength={30}
          onChange={setAbout}
        />
      )}
      <Labelled label={complaintText.who}>
        <Chips
          label={complaintText.who}
          role="radio"
          chips={[
            { value: 'named', word: complaintText.named },
            { value: 'anonymous', word: complaintText.anonymous },
          ]}
          chosen={[anonymous ? 'anonymous' : 'named']}
          onPress={(value) => setAnonymous(value === 'anonymous')}
        />
      </Labelled>
      {anonymous ? (
        <InlineMessage tone="attention" what={complaintText.anonymousNote} />
      ) : (
        <SignedIn why={complaintText.signInWhy}>{() => null}</SignedIn>
      )}
      <Before />
      <Ways />
    </PageFrame>
  );
}

function Sent({ sent: { code, dueAt } }: { sent: Output<'complaints.file'> }) {
  return (
    <PageFrame title={complaintText.sentTitle}>
      <InlineMessage tone="good" what={complaintText.due(whenText(dueAt))} />
      <Section title={complaintText.code}>
        <Facts facts={[[complaintText.code, code?.match(/.{4}/g)?.join(' ') ?? null]]} />
        <InlineMessage tone="attention" what={complaintText.codeNote} />
        <Action id="complaint-copy" kind="text" word={complaintText.copy} onPress={() => void copyWords(code ?? '')} />
      </Section>
      <Before />
    </PageFrame>
  );
}

/** What was filed before: mine, or by a code. */
function Before() {
  const me = useMe();
  return (
    <Section kind="rows">
      {me ? (
        <ListRow
          id="complaints-mine"
          icon="clipboard-list"
          title={complaintText.mine}
          note={complaintText.mineNote}
          onPress={() => go(paths.complaints)}
        />
      ) : null}
      <ListRow
        id="complaint-look-up"
        icon="search"
        title={complaintText.lookUp}
        note={complaintText.lookUpNote}
        onPress={() => go(paths.complaintByCode)}
      />
    </Section>
  );
}

function Ways() {
  const me = useMe();
  const toRate = useRead('ratings.open', {}, { enabled: me !== undefined }).data?.occasions[0];
  return (
    <Section title={complaintText.ways} kind="rows">
      {toRate ? (
        <ListRow
          icon="star"
          title={complaintText.rated}
          note={`${toRate.title}　${complaintText.ratedNote}`}
          onPress={() => go(paths.rating(toRate.id))}
        />
      ) : null}
      {me && me.enterprises.length > 0 ? (
        <ListRow
          id="file-complaint"
          icon="building-2"
          title={complaintText.asEnterprise}
          note={complaintText.asEnterpriseNote}
          onPress={() => go(paths.newRequest('complaint'))}
        />
      ) : null}
      <ListRow
        id="call-hotline"
        icon="phone"
        title={complaintText.byPhone}
        note={complaintText.byPhoneNote}
        onPress={() => dial(complaintNumbers.hotline)}
      />
      <ListRow
        id="call-supervision"
        icon="shield"
        title={complaintText.supervision}
        note={complaintText.supervisionNote}
        onPress={() => dial(complaintNumbers.police)}
      />
    </Section>
  );
}
