import { useState } from 'react';
import type { Input } from '../../../shared/contract';
import { checkIdNumber } from '../../../shared/rules/id-number';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { shortCodeIn } from '../../../shared/rules/short-code';
import { appointmentStatuses } from '../../../shared/rules/appointment-flow';
import { appointmentStatusWords } from '../../../shared/text/appointments';
import { windowText } from '../../../shared/text/pages/window';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import type { ApiError } from '../../api';
import { useAct } from '../../query';
import { hasScanner, scan } from '../../wechat/scan';
import { serviceInstant } from '../../clock';
import type { Me } from '../../session';
import { windowRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { CheckedIn } from './CheckedIn';
import type { Appointment } from './next-step';
import { showAppointment } from './show';

/** Check in by the person's code: scanned, or typed where there is no camera. */
export default function ScanCheckIn() {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');
  const [arrived, setArrived] = useState<Appointment | null>(null);
  const checkIn = useAct('window.checkIn', {
    refreshes: ['window.day'],
    onDone: (appointment) => {
      showAppointment(appointment);
      setArrived(appointment);
      setTyped('');
    },
  });

  const send = (text: string) => {
    const code = shortCodeIn(text);
    setArrived(null);
    setProblem(code ? '' : windowText.notACode);
    checkIn.clear();
    if (code) void checkIn.run({ code });
  };
  const openScanner = async () => {
    const scanned = await scan();
    if (scanned.kind === 'read') send(scanned.text);
    else if (scanned.kind === 'no_camera') setProblem(windowText.noCamera);
  };

  const bar = hasScanner ? (
    <ActionBar
      primary={{
        id: 'scan-open',
        icon: 'scan-line',
        word: arrived ? windowText.scanAgain : windowText.scanStart,
        busy: checkIn.busy,
        onPress: () => void openScanner(),
      }}
    />
  ) : null;
  return (
    <PageFrame title={windowText.checkIn} {...(bar ? { bottomBar: bar } : {})}>
      <StaffOnly roles={windowRoles}>
        {(me) => (
          <>
            {arrived ? <CheckedIn me={me} appointment={arrived} /> : null}
            {problem ? <InlineMessage tone="attention" what={problem} /> : null}
            {checkIn.error ? <InlineMessage tone="danger" what={checkIn.error.message} next={whyNot(checkIn.error)} /> : null}
            <Section>
              <TextField
                id="scan-code"
                label={windowText.typeCode}
                placeholder={windowText.typePlaceholder}
                value={typed}
                maxLength={16}
                confirmWord="send"
                onChange={setTyped}
                onConfirm={() => send(typed)}
              />
              <Action
                id="scan-check-in"
                kind={hasScanner ? 'plain' : 'primary'}
                word={windowText.typeSend}
                busy={checkIn.busy}
                onPress={() => send(typed)}
              />
            </Section>
            <ByNumber me={me} busy={checkIn.busy} onSend={(input) => void checkIn.run(input)} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

/** Without a phone: by the number on the card. */
function ByNumber({ me, busy, onSend }: { me: Me; busy: boolean; onSend: (input: Input<'window.checkIn'>) => void }) {
  const [number, setNumber] = useState('');
  const { hallId } = workplace(me);
  if (!hallId) return null;
  const isWhole = checkIdNumber(number, shanghaiDay(serviceInstant())).ok;
  return (
    <Section title={windowText.byNumber}>
      <TextField id="scan-number" label={windowText.idNumber} kind="idcard" value={number} maxLength={18} onChange={setNumber} />
      <Action
        id="scan-by-number"
        kind="plain"
        word={windowText.byNumberSend}
        busy={busy}
        disabled={!isWhole}
        onPress={() => {
          onSend({ hallId, idKind: 'resident_id', idNumber: number.trim() });
          setNumber('');
        }}
      />
    </Section>
  );
}

/** The time of the appointment, or how it stands: what the officer tells the person. */
function whyNot({ details }: ApiError): string {
  const facts = (details ?? {}) as { startsAt?: unknown; status?: unknown };
  if (typeof facts.startsAt === 'string') return windowText.startsAt(whenText(facts.startsAt));
  const status = appointmentStatuses.find((known) => known === facts.status);
  return status ? windowText.nowStatus(appointmentStatusWords[status]) : '';
}
