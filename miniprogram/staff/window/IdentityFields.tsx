import { useState } from 'react';
import type { Input } from '../../../shared/contract';
import { checkDocument, type DocumentKind, documentKinds } from '../../../shared/rules/id-number-documents';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { documentNames, documentProblems } from '../../../shared/text/id-number';
import { queueText } from '../../../shared/text/pages/queue';
import { serviceInstant } from '../../clock';
import { Chips } from '../../components/Chips';
import { ListRow } from '../../components/ListRow';
import { TextField } from '../../components/TextField';

export type IdentityForm = { name: string; idKind: DocumentKind; idNumber: string };
export const noIdentity: IdentityForm = { name: '', idKind: 'resident_id', idNumber: '' };

/** The identity when both are typed and the number can be one of this document; otherwise nothing. */
export function identityOf({ name, idKind, idNumber }: IdentityForm): Input<'queue.walkIn'>['identity'] {
  if (name.trim().length < 2 || !checkDocument(idKind, idNumber, shanghaiDay(serviceInstant())).ok) return undefined;
  return { name: name.trim(), idKind, idNumber: idNumber.trim() };
}

/** Name and number, read off the document that the person has: mostly the identity card, else a passport or a permit (A2). */
export function IdentityFields({ form, onChange }: { form: IdentityForm; onChange: (form: IdentityForm) => void }) {
  const [isChoosing, setChoosing] = useState(false);
  const check = checkDocument(form.idKind, form.idNumber, shanghaiDay(serviceInstant()));
  const whole = form.idKind === 'resident_id' ? 18 : 8;
  const wrong = form.idNumber.trim().length >= whole && !check.ok ? documentProblems[check.problem] : null;
  return (
    <>
      <TextField id="visitor-name" label={queueText.name} value={form.name} maxLength={30} onChange={(name) => onChange({ ...form, name })} />
      <TextField
        id="visitor-number"
        label={form.idKind === 'resident_id' ? queueText.number : documentNames[form.idKind]}
        kind={form.idKind === 'resident_id' ? 'idcard' : 'text'}
        value={form.idNumber}
        maxLength={form.idKind === 'resident_id' ? 18 : 30}
        error={wrong}
        onChange={(idNumber) => onChange({ ...form, idNumber })}
      />
      {isChoosing ? (
        <Chips
          role="radio"
          label={queueText.document}
          chips={documentKinds.map((kind) => ({ value: kind, word: documentNames[kind] }))}
          chosen={[form.idKind]}
          onPress={(idKind) => {
            onChange({ ...form, idKind });
            setChoosing(false);
          }}
        />
      ) : (
        <ListRow
          id="visitor-document"
          icon="id-card"
          title={documentNames[form.idKind]}
          note={queueText.otherDocument}
          onPress={() => setChoosing(true)}
        />
      )}
    </>
  );
}
