import { useState } from 'react';
import { type StaffRole, staffRoles } from '../../../shared/rules/roles';
import { peopleText } from '../../../shared/text/pages/people';
import { staffRoleWords } from '../../../shared/text/roles';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';

/** Somebody new at a unit, with a first role. */
export function AddPerson({ unitId, onClose }: { unitId: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [role, setRole] = useState<StaffRole | null>(null);
  const [reason, setReason] = useState('');
  const add = useAct('staff.add', { refreshes: ['staff.list', 'staff.units'], onDone: onClose });
  const ready = name.trim().length >= 2 && /^1[3-9]\d{9}$/.test(phone) && reason.trim().length >= 2 && role !== null;
  return (
    <Sheet
      open
      title={peopleText.add}
      onClose={onClose}
      actions={[
        {
          id: 'add-save',
          word: peopleText.save,
          busy: add.busy,
          disabled: !ready,
          onPress: () => void (role && add.run({ id: unitId, name: name.trim(), phone, role, reason: reason.trim() })),
        },
      ]}
    >
      <TextField id="add-name" label={peopleText.name} value={name} maxLength={30} onChange={setName} />
      <TextField
        id="add-phone"
        label={peopleText.mobile}
        hint={peopleText.mobileHint}
        kind="phone"
        value={phone}
        maxLength={11}
        onChange={setPhone}
      />
      <Labelled label={peopleText.role}>
        <Chips
          label={peopleText.role}
          role="radio"
          chips={staffRoles.map((value) => ({ value, word: staffRoleWords[value] }))}
          chosen={role ? [role] : []}
          onPress={setRole}
        />
      </Labelled>
      <TextField id="add-reason" label={peopleText.reason} hint={peopleText.reasonHint} value={reason} maxLength={100} onChange={setReason} />
      {add.error ? <InlineMessage tone="danger" what={add.error.message} /> : null}
    </Sheet>
  );
}
