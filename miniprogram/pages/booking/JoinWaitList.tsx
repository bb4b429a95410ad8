import { useState } from 'react';
import { waitText } from '../../../shared/text/wait-list';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import { askForNotices } from '../../grants';
import { paths } from '../../paths';
import { useAct } from '../../query';
import { useSession } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Refusal } from '../../Refusal';

/** C7: a full day is no dead end, for a relative neither. */
export function JoinWaitList({ hallId, date, code, relativeId }: { hallId: string; date: string; code: string; relativeId: string }) {
  const { signedIn } = useSession();
  const [wants, setWants] = useState(false);
  const join = useAct('waitList.join', { refreshes: ['waitList.list'] });
  const [joined, setJoined] = useState(false);
  const tap = async () => {
    if (!signedIn) return setWants(true);
    await askForNotices(['wait_offered']);
    if (await join.run({ hallId, date, checklistCode: code, ...(relativeId ? { relativeId } : {}) })) setJoined(true);
  };
  const toList = { word: waitText.toList, onPress: () => go(paths.waiting) };
  if (joined) return <InlineMessage tone="good" what={waitText.joined} action={toList} />;
  return (
    <>
      <InlineMessage what={waitText.full} />
      {join.error ? <Refusal tone="attention" error={join.error} {...(join.error.code === 'in_line_already' ? { action: toList } : {})} /> : null}
      {wants && !signedIn ? <SignedIn>{() => null}</SignedIn> : null}
      <Action id="join-wait-list" kind="plain" icon="hourglass" word={waitText.join} busy={join.busy} onPress={() => void tap()} />
    </>
  );
}
