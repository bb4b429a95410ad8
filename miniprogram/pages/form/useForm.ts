import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract';
import { checkForm, type FormProblem, type FormValues } from '../../../shared/rules/form';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import type { ApiError } from '../../api';
import { serviceInstant } from '../../clock';
import { useDraft } from '../../draft';
import { seedRead, useAct } from '../../query';
import { draftName, isOwn, noDraft, type PhoneDraft } from './phone-draft';

export type Form = Output<'forms.read'>;

/** How long nobody types before the draft goes to the service, and how long after no answer it is tried again. */
const pauseMs = 1_500;
const againMs = 15_000;

export type Filling = {
  values: FormValues;
  /** Typed here and not at the service. */
  unsent: boolean;
  change: (field: string, value: string) => void;
  /** phone: only here so far. saved: the service has it. */
  kept: 'phone' | 'saving' | 'saved' | 'offline';
  /** What another phone has stored, when it differs from what was typed here. */
  other: FormValues | null;
  choose: (which: 'here' | 'other') => void;
  /** What is wrong where something is filled in; after a try to submit, also what is missing. */
  problems: FormProblem[];
  tried: boolean;
  /** False when something is still wrong, or no answer came. */
  submit: () => Promise<boolean>;
  submitting: boolean;
  refused: ApiError | null;
};

/** The form while it is filled in: on the phone at once, at the service a moment later, handed in as a whole. */
export function useForm(form: Form, me: string | undefined, refresh: () => void): Filling {
  const [held, keep] = useDraft<PhoneDraft>(draftName(form.code), noDraft);
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState(0);
  const done = (stored: Form) => seedRead('forms.read', { code: stored.code }, stored);
  const save = useAct('forms.save', { onDone: done });
  const hand = useAct('forms.submit', { onDone: done });
  const own = isOwn(held, me);
  const unsent = held.unsent && own;
  const values = unsent ? held.values : form.values;
  const latest = useRef(values);
  latest.current = values;

  const isSame = (one: FormValues, two: FormValues) => form.fields.every(({ id }) => (one[id] ?? '') === (two[id] ?? ''));
  const other = unsent && me !== undefined && held.base !== form.version && !isSame(held.values, form.values) ? form.values : null;
  const mayStore = me !== undefined && form.lock === 'open' && form.state !== 'filled' && other === null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the timer begins anew with each change of the draft, and only then
  useEffect(() => {
    if (!mayStore || !unsent || hand.busy) return;
    const timer = setTimeout(
      () => {
        const sent = latest.current;
        void save.run({ code: form.code, values: sent, version: held.base }).then((stored) => {
          if (stored) return keep({ base: stored.version, by: me ?? '', unsent: !isSame(sent, latest.current) });
          // No answer, or another phone was quicker: what is stored now decides.
          setFailed((times) => times + 1);
          refresh();
        });
      },
      failed > 0 ? againMs : pauseMs,
    );
    return () => clearTimeout(timer);
  }, [mayStore, unsent, held.values, failed]);

  const change = (field: string, value: string) => {
    setFailed(0);
    const next = { ...latest.current, [field]: value };
    latest.current = next;
    keep({ values: next, base: unsent ? held.base : form.version, by: me ?? '', unsent: true });
  };

  const day = shanghaiDay(serviceInstant());
  // What the verified identity fills in is masked here and not checked: the service knows the whole.
  const toCheck = form.fields.filter(({ id }) => values[id] || form.facts[id] === undefined);
  const check = (how: 'draft' | 'complete') => checkForm(toCheck, values, day, how);

  return {
    values,
    unsent,
    change,
    kept: me === undefined ? 'phone' : save.busy ? 'saving' : unsent ? (save.error?.code === 'offline' ? 'offline' : 'phone') : 'saved',
    other,
    choose: (which) => {
      setFailed(0);
      if (which === 'here') keep({ base: form.version, by: me ?? '' });
      else keep({ values: form.values, base: form.version, unsent: false });
    },
    problems: check(tried ? 'complete' : 'draft'),
    tried,
    submit: async () => {
      setTried(true);
      if (check('complete').length > 0) return false;
      const stored = await hand.run({ code: form.code, values, version: unsent ? held.base : form.version });
      if (stored) keep({ values: stored.values, base: stored.version, by: me ?? '', unsent: false });
      else refresh();
      return stored !== undefined;
    },
    submitting: hand.busy,
    refused: hand.error,
  };
}
