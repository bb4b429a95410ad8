import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type ReturnOutcome, returnOutcomes } from '../../../shared/rules/return-visit';
import { returnPageText } from '../../../shared/text/pages/return-visits';
import { returnOutcomeWords } from '../../../shared/text/return-visits';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { useAct } from '../../query';
import { dial } from '../../wechat/call';
import { Said } from './Said';

type Return = Output<'returnVisitDesk.read'>;
const refreshes = ['returnVisitDesk.read' as const, 'returnVisitDesk.list' as const];

/** The number, then the call, then what came of it: one tap each, no typing in the usual case. */
export function ReturnCall({ one }: { one: Return }) {
  const { id, tries, most, isCaller } = one;
  const [outcome, setOutcome] = useState<ReturnOutcome | null>(null);
  const [text, setText] = useState('');
  const act = useAct('returnVisitDesk.takeDown', { refreshes });
  const said = text.trim() ? { text: text.trim() } : {};
  return (
    <>
      <Phone one={one} />
      <Section title={returnPageText.callResult}>
        <InlineMessage what={tries > 0 ? returnPageText.triesOf(tries, most) : returnPageText.callNote} />
        <Labelled label={returnPageText.result}>
          <Chips
            label={returnPageText.result}
            role="radio"
            chips={returnOutcomes.map((value) => ({ value, word: returnOutcomeWords[value] }))}
            chosen={outcome ? [outcome] : []}
            onPress={setOutcome}
          />
        </Labelled>
        {outcome === 'not_solved' ? <InlineMessage what={isCaller ? returnPageText.callerNotSolved : returnPageText.appNotSolved} /> : null}
        <Said id="return-said" label={returnPageText.said} value={text} quick={returnPageText.quick} onChange={setText} />
        {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
        <Action
          id="return-save"
          word={returnPageText.save}
          busy={act.busy}
          disabled={outcome === null}
          onPress={() => {
            if (outcome) void act.run({ id, result: outcome, ...said });
          }}
        />
        <Action
          id="return-missed"
          kind="text"
          word={returnPageText.notReached}
          busy={act.busy}
          onPress={() => void act.run({ id, result: 'not_reached', ...said })}
        />
      </Section>
    </>
  );
}

/** Masked until it is needed: that it was seen stays in the history. */
function Phone({ one: { id, personName, phoneMasked } }: { one: Return }) {
  const [phone, setPhone] = useState<string | null>(null);
  const reveal = useAct('returnVisitDesk.reveal', { onDone: (answer) => setPhone(answer.phone) });
  if (phoneMasked === null) return <InlineMessage tone="attention" what={returnPageText.noPhone} />;
  return (
    <>
      <Section kind="rows">
        {phone ? (
          <ListRow id="return-dial" icon="phone" title={returnPageText.call(phone)} note={personName ?? ''} onPress={() => dial(phone)} />
        ) : (
          <ListRow
            id="return-reveal"
            icon="phone"
            title={returnPageText.reveal}
            note={`${phoneMasked} · ${returnPageText.revealNote}`}
            onPress={() => void reveal.run({ id })}
          />
        )}
      </Section>
      {reveal.error ? <InlineMessage tone="danger" what={reveal.error.message} /> : null}
    </>
  );
}
