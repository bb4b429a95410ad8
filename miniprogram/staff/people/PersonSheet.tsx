import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type StaffRole, staffRoles } from '../../../shared/rules/roles';
import { peopleText } from '../../../shared/text/pages/people';
import { staffRoleWords } from '../../../shared/text/roles';
import { Action, type ActionProps } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { QrCode } from '../../components/QrSheet';
import { Labelled } from '../../components/Labelled';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import { useMe } from '../../session';
import { holds } from '../roles';
import type { Person } from './unit';

type Step = 'give' | 'take' | 'unbind' | 'reset';
type Props = { unitId: string; person: Person; onClose: () => void };

/** What an administrator does about a person: roles, binding, second factor; each with its reason. */
export function PersonSheet({ unitId, person, onClose }: Props) {
  const me = useMe();
  const [step, setStep] = useState<Step | null>(null);
  const [made, setMade] = useState<Output<'staff.makeCode'> | null>(null);
  const makeCode = useAct('staff.makeCode', { refreshes: ['staff.list'], onDone: setMade });
  const { personId } = person;
  const title = person.name ?? '';
  if (made) {
    return (
      <Sheet open title={peopleText.codeTitle(title)} onClose={onClose}>
        <QrCode payload={made.code} code={made.code.match(/.{4}/g)?.join(' ') ?? made.code} note={peopleText.codeHow(made.expiresAt)} />
      </Sheet>
    );
  }
  if (step) return <StepSheet unitId={unitId} person={person} step={step} onClose={onClose} />;
  if (person.isMyself) {
    return (
      <Sheet open title={title} onClose={onClose}>
        <InlineMessage what={peopleText.myself} />
      </Sheet>
    );
  }
  const keeps = me !== undefined && holds(me, ['administrator']);
  const keepsSecurity = me !== undefined && holds(me, ['security_administrator']);
  const steps: ActionProps[] = [
    ...(person.boundAt || !keeps
      ? []
      : [{ id: 'make-code', word: peopleText.makeCode, busy: makeCode.busy, onPress: () => void makeCode.run({ id: unitId, personId }) }]),
    ...(keeps
      ? [
          { id: 'give', word: peopleText.give, kind: 'plain' as const, onPress: () => setStep('give') },
          { id: 'take', word: peopleText.take, kind: 'plain' as const, onPress: () => setStep('take') },
        ]
      : []),
    ...(person.secondFactor && keepsSecurity
      ? [{ id: 'reset', word: peopleText.reset, kind: 'plain' as const, onPress: () => setStep('reset') }]
      : []),
    ...(person.boundAt && keeps ? [{ id: 'unbind', word: peopleText.unbind, kind: 'danger' as const, onPress: () => setStep('unbind') }] : []),
  ];
  return (
    <Sheet open title={title} onClose={onClose} actions={steps}>
      {steps.length === 0 ? <InlineMessage what={peopleText.nothingToDo} /> : null}
      {makeCode.error ? <InlineMessage tone="danger" what={makeCode.error.message} /> : null}
    </Sheet>
  );
}

function StepSheet({ unitId, person, step, onClose }: Props & { step: Step }) {
  const [role, setRole] = useState<StaffRole | null>(null);
  const [reason, setReason] = useState('');
  const { personId } = person;
  const options = { refreshes: ['staff.list' as const, 'staff.units' as const], onDone: onClose };
  const give = useAct('staff.give', options);
  const take = useAct('staff.take', options);
  const unbind = useAct('staff.unbind', options);
  const reset = useAct('staff.resetSecondFactor', options);
  const act = { give, take, unbind, reset }[step];
  const aboutRole = step === 'give' || step === 'take';
  const about = { id: unitId, personId, reason: reason.trim() };
  const send = () => {
    if (step === 'unbind') void unbind.run(about);
    else if (step === 'reset') void reset.run(about);
    else if (role) void (step === 'give' ? give : take).run({ ...about, role });
  };
  const roles = staffRoles.filter((one) => person.roles.includes(one) === (step === 'take'));
  return (
    <Sheet open title={`${peopleText[step]} · ${person.name ?? ''}`} onClose={onClose}>
      {step === 'unbind' ? peopleText.unbindLoses : step === 'reset' ? peopleText.resetLoses : null}
      {aboutRole ? (
        <Labelled label={peopleText.role}>
          <Chips
            label={peopleText.role}
            role="radio"
            chips={roles.map((value) => ({ value, word: staffRoleWords[value] }))}
            chosen={role ? [role] : []}
            onPress={setRole}
          />
        </Labelled>
      ) : null}
      <TextField id="step-reason" label={peopleText.reason} hint={peopleText.reasonHint} value={reason} maxLength={100} onChange={setReason} />
      {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
      <Action
        id={`${step}-yes`}
        kind={step === 'unbind' ? 'danger' : 'primary'}
        word={peopleText.confirm}
        busy={act.busy}
        disabled={about.reason.length < 2 || (aboutRole && role === null)}
        onPress={send}
      />
    </Sheet>
  );
}
