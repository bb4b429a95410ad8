import { useEffect, useRef } from 'react';
import type { Output } from '../../../shared/contract';
import { type Answers, type Facts, result } from '../../../shared/rules/interview';
import { interviewText } from '../../../shared/text/pages/interview';
import { kitText } from '../../../shared/text/kit';
import { Action } from '../../components/Action';
import { Skeleton } from '../../components/Skeleton';
import { visitor } from '../../ForWhom';
import { replace } from '../../go';
import { paths } from '../../paths';
import { seedRead, useAct } from '../../query';
import { List } from '../checklist/List';
import { Refusal } from '../../Refusal';

type MakingProps = {
  item: Output<'items.read'>;
  answers: Answers;
  facts: Facts;
  /** Whose list it becomes: a relative's id, `visitor`, or empty for one's own. */
  whom: string;
  onBack: () => void;
  /** The questions have changed since they were read. */
  onStale: () => void;
};

/**
 * Every question is answered: the service walks the same answers and freezes the checklist. Without a network the phone shows its own result
 * meanwhile, which has no code yet and cannot be booked with.
 */
export function Making({ item, answers, facts, whom, onBack, onStale }: MakingProps) {
  const create = useAct('checklists.create', {
    onDone: (checklist) => {
      seedRead('checklists.read', { code: checklist.code }, checklist);
      replace(paths.checklist(checklist.code));
    },
  });
  const whose = whom === visitor ? { forVisitor: true as const } : whom ? { relativeId: whom } : {};
  const make = () => void create.run({ itemCode: item.code, itemVersion: item.version, answers: { ...answers }, ...whose });
  const asked = useRef(0);
  useEffect(() => {
    // Once by itself for each version of the questions; after a refusal only by a tap.
    if (asked.current === item.version) return;
    asked.current = item.version;
    make();
  });
  if (!create.error) return <Skeleton rows={4} />;
  const isStale = create.error.code === 'answers_invalid' || create.error.code === 'answers_incomplete';
  const own = create.error.code === 'offline' ? result(item.interview, answers, facts) : null;
  return (
    <>
      <Refusal
        tone={own ? 'attention' : 'danger'}
        error={create.error}
        next={own ? interviewText.offlineNext : interviewText.failedNext}
        action={{
          word: kitText.retry,
          onPress: isStale ? onStale : make,
        }}
      />
      {own ? <List code={`own-${item.code}`} content={own} /> : null}
      <Action kind="text" icon="arrow-left" word={interviewText.back} onPress={onBack} />
    </>
  );
}
