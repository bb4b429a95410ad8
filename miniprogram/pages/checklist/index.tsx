import { useRouter, useShareAppMessage } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { checklistText } from '../../../shared/text/pages/checklist';
import { dateText } from '../../../shared/text/when';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { shortCodeIn } from '../../../shared/rules/short-code';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { serviceInstant } from '../../clock';
import { go, replace } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { ListChanges } from '../../ListChanges';
import { useAnswers } from '../interview/useAnswers';
import { Answers } from './Answers';
import { CodeAndShare } from './CodeAndShare';
import { FormEntry } from '../form/FormEntry';
import { ForWalkIn } from './ForWalkIn';
import { List } from './List';
import { Paper } from './Paper';

type Checklist = Output<'checklists.read'>;

/** The personal checklist, frozen: what to bring and why, what it costs, and the way to a time. */
export default function ChecklistPage() {
  const { params } = useRouter();
  // Scanned from paper, WeChat hands over the whole address as `q`.
  const code = parameter(params, 'code') || (shortCodeIn(parameter(params, 'q')) ?? '');
  const read = useRead('checklists.read', { code });
  // Whoever opens what was passed on needs no sign-in.
  useShareAppMessage(() => ({ title: read.data ? checklistText.shareTitle(read.data.itemName) : checklistText.title, path: paths.checklist(code) }));
  const refused = read.data?.content.outcome === 'refusal';
  return (
    <PageFrame
      title={refused ? checklistText.refusedTitle : checklistText.title}
      {...(read.data ? { note: read.data.itemName, bottomBar: <Next checklist={read.data} /> } : {})}
    >
      <Reading read={read} rows={5}>
        {(checklist) => <Content checklist={checklist} />}
      </Reading>
    </PageFrame>
  );
}

function Content({ checklist }: { checklist: Checklist }) {
  const { content } = checklist;
  return (
    <>
      {isExpired(checklist) ? <InlineMessage tone="attention" what={checklistText.expired} /> : null}
      <Changed checklist={checklist} />
      <ForWalkIn checklist={checklist} />
      <List code={checklist.code} content={content} />
      {content.outcome === 'materials' && !isExpired(checklist) ? <FormEntry code={checklist.code} /> : null}
      <Answers checklist={checklist} />
      {checklist.assistedBy.length > 0 ? <InlineMessage what={checklistText.assisted(checklist.assistedBy)} /> : null}
      <Paper checklist={checklist} />
      {content.outcome === 'materials' ? <CodeAndShare checklist={checklist} /> : null}
    </>
  );
}

/** What later rules make of it, and the way to a new list: with the answers of this one, where they were kept. */
function Changed({ checklist }: { checklist: Checklist }) {
  const { setAnswers } = useAnswers(checklist.itemCode);
  const again = (given: NonNullable<Checklist['change']>['answers']) => {
    if (Object.keys(given).length > 0) setAnswers(given);
    go(paths.interview(checklist.itemCode));
  };
  return <ListChanges change={checklist.change} onAgain={again} />;
}

/** Book; or, when that is not possible, the next best thing. */
function Next({ checklist }: { checklist: Checklist }) {
  const answerAgain = { word: checklistText.again, onPress: () => replace(paths.guide(checklist.itemCode)) };
  const ask = { word: checklistText.askFirst, onPress: () => go(paths.ask(checklist.itemName)) };
  if (checklist.content.outcome === 'refusal') return <ActionBar primary={{ ...ask, icon: 'phone' }} secondary={answerAgain} />;
  if (isExpired(checklist)) return <ActionBar primary={answerAgain} />;
  return (
    <ActionBar
      note={checklistText.validUntil(dateText(shanghaiDay(checklist.expiresAt)))}
      primary={{ id: 'book', word: checklistText.book, onPress: () => go(paths.bookingHall(checklist.code)) }}
    />
  );
}

const isExpired = (checklist: Checklist) => checklist.expiresAt <= serviceInstant();
