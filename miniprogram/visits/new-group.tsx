import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { groupsText } from '../../shared/text/pages/groups';
import { requestsText } from '../../shared/text/pages/requests';
import { visitsText } from '../../shared/text/pages/visits';
import { ApiError, call, uploadGroup } from '../api';
import { ActionBar } from '../components/ActionBar';
import { AnswerCard } from '../components/AnswerCard';
import { EmptyState } from '../components/EmptyState';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { SearchField } from '../components/SearchField';
import { Section } from '../components/Section';
import { replace } from '../go';
import { paths } from '../paths';
import { queryClient, useRead } from '../query';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { uuid } from '../uuid';
import { chooseListFile, openListFile } from '../wechat/list-file';
import { Enterprises } from './Enterprises';
import { SharedAnswers, type Shared } from './SharedAnswers';
import { Refusal } from '../Refusal';

type Problems = Output<'groups.upload'>['problems'];
/** Items shown at once. */
const most = 6;

/** A list of employees: for which item, what holds for all of them, the template, and the file that was filled in. */
export default function NewGroup() {
  const me = useMe();
  const [chosenFirm, setFirm] = useState('');
  const enterpriseId = me?.enterprises.find(({ id }) => id === chosenFirm)?.id ?? me?.enterprises[0]?.id ?? '';
  const [words, setWords] = useState('');
  const [itemCode, setItem] = useState<string | null>(null);
  const [shared, setShared] = useState<Shared>({});
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const found = useRead('items.search', words.trim() ? { query: words.trim() } : {}, { enabled: itemCode === null }).data?.items ?? [];

  const attempt = async (what: () => Promise<void>) => {
    setWrong(null);
    setRefused(null);
    setBusy(true);
    try {
      await what();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefused(error);
    } finally {
      setBusy(false);
    }
  };
  const template = (code: string) =>
    attempt(async () => {
      const { fileName, base64 } = await call('groups.template', { itemCode: code });
      if (!(await openListFile(fileName, base64))) setWrong(groupsText.templateFailed);
    });
  const send = async () => {
    if (itemCode === null) return setWrong(groupsText.chooseItem);
    const path = await chooseListFile();
    if (!path) return;
    await attempt(async () => {
      const answer = await uploadGroup(path, { enterpriseId, itemCode, answers: JSON.stringify(shared) }, uuid());
      setProblems(answer.problems);
      if (!answer.group) return;
      void queryClient.invalidateQueries({ queryKey: ['groups.list'] });
      replace(paths.group(answer.group.id));
    });
  };

  const member = (me?.enterprises.length ?? 0) > 0;
  return (
    <PageFrame
      title={groupsText.add}
      {...(member
        ? {
            bottomBar: (
              <ActionBar
                primary={{ id: 'group-send', word: groupsText.choose, busy, onPress: () => void send() }}
                note={refused ? <Refusal error={refused} /> : wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
              />
            ),
          }
        : {})}
    >
      <SignedIn why={visitsText.signInWhy}>
        {({ enterprises }) =>
          enterprises.length === 0 ? (
            <EmptyState icon="building-2" what={requestsText.notMember} />
          ) : (
            <>
              {problems.length > 0 ? <Mistakes problems={problems} /> : null}
              <Enterprises enterprises={enterprises} chosen={enterpriseId} onChoose={setFirm} />
              {itemCode === null ? (
                <>
                  <SearchField value={words} label={groupsText.item} placeholder={groupsText.findItem} onChange={setWords} />
                  <AnswerCard
                    question={groupsText.item}
                    options={found.slice(0, most).map(({ code, name, summary }) => ({ value: code, label: name, note: summary }))}
                    onChoose={setItem}
                  />
                </>
              ) : (
                <>
                  <SharedAnswers itemCode={itemCode} answers={shared} onChange={setShared} />
                  <Section kind="rows">
                    <ListRow
                      id="group-template"
                      icon="file-text"
                      title={groupsText.template}
                      note={groupsText.templateNote}
                      onPress={() => void template(itemCode)}
                    />
                  </Section>
                </>
              )}
            </>
          )
        }
      </SignedIn>
    </PageFrame>
  );
}

/** Every mistake with its place and its remedy. */
function Mistakes({ problems }: { problems: Problems }) {
  return (
    <>
      <InlineMessage tone="danger" what={groupsText.problems(problems.length)} />
      <Section kind="rows">
        {problems.map(({ where, what, fix }) => (
          <ListRow key={`${where}${what}`} title={`${where} ${what}`} note={fix} />
        ))}
      </Section>
    </>
  );
}
