import { useState } from 'react';
import type { Input } from '../../../shared/contract';
import { checkDocument, type DocumentKind } from '../../../shared/rules/id-number-documents';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { documentProblems } from '../../../shared/text/id-number';
import { realNameText } from '../../../shared/text/pages/me';
import { consentsInForce } from '../../../shared/rules/consents';
import { call } from '../../api';
import { serviceInstant } from '../../clock';
import { pageOfConsent } from '../../consent';

type Form = { name: string; idKind: DocumentKind; idNumber: string; consent: boolean };
type Problems = { name?: string; idNumber?: string; consent?: string };

export type RealName = {
  form: Form;
  problems: Problems;
  change: (part: Partial<Form>) => void;
  /** What to send, or null after the problems were shown. */
  check: () => Input<'me.verifyRealName'> | null;
};

/** Name and document number while they are typed: never kept on the phone, wrong numbers named before they are sent. */
export function useRealName(): RealName {
  const [form, setForm] = useState<Form>({ name: '', idKind: 'resident_id', idNumber: '', consent: false });
  const [problems, setProblems] = useState<Problems>({});
  return {
    form,
    problems,
    change: (part) => {
      setForm({ ...form, ...part });
      setProblems({});
    },
    check: () => {
      const checked = checkDocument(form.idKind, form.idNumber, shanghaiDay(serviceInstant()));
      const found: Problems = {
        ...(form.name.trim().length < 2 ? { name: realNameText.nameWrong } : {}),
        ...(checked.ok ? {} : { idNumber: documentProblems[checked.problem] }),
        ...(form.consent ? {} : { consent: realNameText.consentWrong }),
      };
      setProblems(found);
      if (!checked.ok || Object.keys(found).length > 0) return null;
      return { name: form.name.trim(), idKind: form.idKind, idNumber: checked.number };
    },
  };
}

/**
 * Gives the consent that was ticked in its own line, in the words of this phone. Newer words, or no answer: then the verification that follows is
 * refused and says so.
 */
export async function agreeToIdentity(): Promise<void> {
  await call('consents.give', { purpose: 'identity', version: consentsInForce.identity, page: pageOfConsent() }).catch(() => undefined);
}
