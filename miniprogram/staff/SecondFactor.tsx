import { type ReactNode, useState } from 'react';
import type { StaffRole } from '../../shared/rules/roles';
import { secondFactorRoles } from '../../shared/rules/second-factor';
import { secondFactorText } from '../../shared/text/pages/second-factor';
import { Action } from '../components/Action';
import { InlineMessage } from '../components/InlineMessage';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import type { ApiError } from '../api';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import type { Me } from '../session';
import { keepStaffDevice, staffDevice } from './device';
import { Enrol } from './Enrol';

const needsCode = (role: StaffRole) => secondFactorRoles.some((one) => one === role);

/**
 * Shows a staff page once the second factor is passed, where the page rests on a role that needs it. The service refuses without it; this
 * turns the refusal into the place where the code is typed.
 */
export function SecondFactor({ me, roles, children }: { me: Me; roles: readonly StaffRole[] | undefined; children: ReactNode }) {
  const held = me.staff.map(({ role }) => role).filter((role) => !roles || roles.includes(role));
  // A page for one's other roles opens without; the first page shows all of them.
  const wanted = roles ? held.every(needsCode) : held.some(needsCode);
  const state = useRead('secondFactor.state', {}, { keep: false, enabled: wanted });
  const [codes, setCodes] = useState<string[] | null>(null);
  if (!wanted) return <>{children}</>;
  return (
    <Reading read={state}>
      {({ enrolled, until }) => {
        if (codes !== null || !enrolled) return <Enrol codes={codes} onCodes={setCodes} onSaved={() => setCodes(null)} />;
        return until === null ? <Pass /> : children;
      }}
    </Reading>
  );
}

function Pass() {
  const [byRecovery, setByRecovery] = useState(false);
  const [typed, setTyped] = useState('');
  const pass = useAct('secondFactor.pass', {
    refreshes: ['secondFactor.state'],
    onDone: ({ device }) => {
      if (device) keepStaffDevice(device);
    },
  });
  const code = typed.replace(/[\s-]+/g, '').toUpperCase();
  const device = staffDevice();
  const send = () => void pass.run({ code, ...(device ? { device } : {}) });
  const turn = () => {
    setByRecovery(!byRecovery);
    setTyped('');
    pass.clear();
  };
  return (
    <Section title={secondFactorText.title}>
      {byRecovery ? secondFactorText.recoveryWhy : secondFactorText.passWhy}
      <TextField
        id="second-factor-code"
        label={byRecovery ? secondFactorText.recovery : secondFactorText.code}
        hint={byRecovery ? secondFactorText.recoveryHint : secondFactorText.codeHint}
        kind={byRecovery ? 'text' : 'number'}
        value={typed}
        maxLength={byRecovery ? 14 : 6}
        onChange={setTyped}
        onConfirm={send}
      />
      <Refused error={pass.error} />
      <Action id="second-factor-pass" word={secondFactorText.pass} busy={pass.busy} disabled={code.length !== (byRecovery ? 10 : 6)} onPress={send} />
      <Action kind="text" word={byRecovery ? secondFactorText.withCode : secondFactorText.lost} onPress={turn} />
    </Section>
  );
}

/** What was refused, and from when one may try again. */
export function Refused({ error }: { error: ApiError | null }) {
  if (!error) return null;
  const until = (error.details as { until?: unknown } | undefined)?.until;
  return <InlineMessage tone="danger" what={error.message} {...(typeof until === 'string' ? { next: secondFactorText.until(until) } : {})} />;
}
