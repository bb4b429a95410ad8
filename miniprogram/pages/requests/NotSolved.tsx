import { caseActionWords } from '../../../shared/text/cases';
import { requestsText } from '../../../shared/text/pages/requests';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { askForNotices } from '../../grants';
import { queryClient, useAct } from '../../query';
import { Refusal } from '../../Refusal';

type Props = {
  id: string;
  until: string;
  timesReopened: number;
  onDone: () => void;
};

/** “Not solved” with one tap (D10): the request opens again at once; words can follow. What the tap does stands above it. */
export function NotSolved({ id, until, timesReopened, onDone }: Props) {
  const act = useAct('cases.dispute', {
    refreshes: ['cases.list', 'cases.read'],
    onDone: (detail) => {
      onDone();
      queryClient.setQueryData(['cases.read', { id }], detail);
    },
  });
  const say = async () => {
    // What was granted when the request was filed may be used up: what comes next is asked for in this tap.
    await askForNotices(['case_contacted', 'case_completed', 'return_asked']);
    await act.run({ id });
  };
  return (
    <Section kind="bare">
      <InlineMessage what={requestsText.disputeUntil(whenText(until), timesReopened)} />
      {act.error ? <Refusal error={act.error} /> : null}
      <Action id="dispute" kind="plain" word={caseActionWords.dispute} busy={act.busy} onPress={() => void say()} />
    </Section>
  );
}
