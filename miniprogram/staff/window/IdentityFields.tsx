import type { Input } from '../../../shared/contract';
import { checkIdNumber } from '../../../shared/rules/id-number';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { documentProblems } from '../../../shared/text/id-number';
import { queueText } from '../../../shared/text/pages/queue';
import { serviceInstant } from '../../clock';
import { TextField } from '../../components/TextField';

export type IdentityForm = { name: string; idNumber: string };
export const noIdentity: IdentityForm = { name: '', idNumber: '' };

/** The identity when both are typed and the number can be one; otherwise nothing. */
export function identityOf({ name, idNumber }: IdentityForm): Input<'queue.walkIn'>['identity'] {
  if (name.trim().length < 2 || !checkIdNumber(idNumber, shanghaiDay(serviceInstant())).ok) return undefined;
  return { name: name.trim(), idKind: 'resident_id', idNumber: idNumber.trim() };
}

/** Name and identity number, read off the card. */
export function IdentityFields({ form, onChange }: { form: IdentityForm; onChange: (form: IdentityForm) => void }) {
  const check = checkIdNumber(form.idNumber, shanghaiDay(serviceInstant()));
  const wrong = form.idNumber.trim().length >= 18 && !check.ok ? documentProblems[check.problem] : null;
  return (
    <>
      <TextField id="visitor-name" label={queueText.name} value={form.name} maxLength={30} onChange={(name) => onChange({ ...form, name })} />
      <TextField
        id="visitor-number"
        label={queueText.number}
        kind="idcard"
        value={form.idNumber}
        maxLength={18}
        error={wrong}
        onChange={(idNumber) => onChange({ ...form, idNumber })}
      />
    </>
  );
}
