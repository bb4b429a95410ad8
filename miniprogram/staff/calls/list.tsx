import type { Output } from '../../../shared/contract';
import { callStateWords, callsText } from '../../../shared/text/pages/notice-calls';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { DeskPage } from '../DeskPage';
import { callDeskRoles } from '../roles';
import { Dial } from './Dial';

type Call = Output<'noticeCalls.list'>['calls'][number];
const lists = ['open', 'ended'] as const;
type Which = (typeof lists)[number];

/** J1: people whom neither WeChat nor the inbox has reached, soonest over on top; and what came of the calls. */
export default function Calls() {
  return (
    <DeskPage title={callsText.title} note={callsText.note} roles={callDeskRoles} label={callsText.which} parts={lists} words={callsText}>
      {(which) => <Rows which={which} />}
    </DeskPage>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('noticeCalls.list', { which }, { keep: false, refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ calls, most }) =>
        calls.length === 0 ? (
          <EmptyState icon="phone" what={which === 'open' ? callsText.none : callsText.noneEnded} />
        ) : (
          calls.map((call) => <Entry key={call.id} call={call} most={most} />)
        )
      }
    </Reading>
  );
}

function Entry({ call, most }: { call: Call; most: number }) {
  const isOpen = call.state === 'open';
  const [at, by] = [whenText(call.lastAt), call.lastBy];
  return (
    <Section
      title={call.personName ?? callsText.noName}
      aside={
        isOpen ? undefined : (
          <StateTag word={callStateWords[call.state]} tone={call.state === 'reached' || call.state === 'read' ? 'good' : 'neutral'} />
        )
      }
    >
      <Facts
        facts={[
          [callsText.said, `${call.title}：${call.body}`],
          [callsText.place, call.hallName ?? call.unitName],
          [callsText.phone, call.phoneMasked],
          [callsText.tries, isOpen ? callsText.triesOf(call.tries, most) : callsText.triesMade(call.tries)],
          [callsText.before, isOpen ? whenText(call.until) : null],
          [callsText.lastBy, by && `${by} ${at}`],
          [callsText.lastText, isOpen ? null : call.lastText],
        ]}
      />
      {isOpen ? <Dial id={call.id} /> : null}
    </Section>
  );
}
