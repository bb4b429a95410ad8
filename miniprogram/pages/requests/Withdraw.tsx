import { useState } from 'react';
import { caseActionWords } from '../../../shared/text/cases';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';
import { queryClient, useAct } from '../../query';
import { Refusal } from '../../Refusal';

/** Withdraw the request: asked once, naming what is lost. */
export function Withdraw({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const withdraw = useAct('cases.withdraw', {
    refreshes: ['cases.list', 'cases.read'],
    onDone: (detail) => {
      setAsking(false);
      queryClient.setQueryData(['cases.read', { id }], detail);
    },
  });
  return (
    <>
      <Action id="withdraw" kind="text" word={caseActionWords.withdraw} onPress={() => setAsking(true)} />
      <Sheet
        open={asking}
        title={requestsText.withdrawAsk}
        onClose={() => setAsking(false)}
        actions={[
          { id: 'withdraw-yes', kind: 'danger', word: requestsText.withdrawYes, busy: withdraw.busy, onPress: () => void withdraw.run({ id }) },
          { kind: 'plain', word: requestsText.withdrawNo, onPress: () => setAsking(false) },
        ]}
      >
        <InlineMessage tone="attention" what={requestsText.withdrawLoses} />
        {withdraw.error ? <Refusal error={withdraw.error} /> : null}
      </Sheet>
    </>
  );
}
