import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { guidingText } from '../../shared/text/pages/guiding';
import type { ApiError } from '../api';
import type { ActionBarProps } from '../components/ActionBar';
import { Facts } from '../components/Facts';
import { FieldNote } from '../components/FieldNote';
import { InlineMessage } from '../components/InlineMessage';
import { Section } from '../components/Section';
import { fieldAnchor, FormField } from '../pages/form/FormField';
import styles from './GuidedForm.module.scss';
import type { Guiding, Write } from './useGuiding';
import { Refusal } from '../Refusal';

type Form = NonNullable<Guiding['form']>;
type GuidedFormProps = {
  view: Guiding;
  form: Form;
  write: Write;
  frame: (bar: ActionBarProps | null, children: ReactNode) => ReactNode;
  /** The citizen goes back to the form, to look at it and hand it in. */
  onDone: () => void;
};

/** How long nobody types before a field goes to the service. */
const pauseMs = 600;

/** The fields on both screens, each sent by itself a moment after it was typed. */
export function GuidedForm({ view, form, write, frame, onDone }: GuidedFormProps) {
  const { id, side, version } = view;
  const { typing, refused, change, keepMine } = useTyping(id, version, write);
  const isClosed = form.state === 'filled' || form.lock !== 'open';
  const other = refused?.error.code === 'other_was_quicker' ? form.fields.find((field) => field.id === refused.field) : undefined;
  const bar =
    side === 'citizen' ? { note: guidingText.toFormNote, primary: { id: 'guide-to-form', word: guidingText.toForm, onPress: onDone } } : null;
  return frame(
    bar,
    <>
      {refused && !other ? <Refusal tone="attention" error={refused.error} /> : null}
      {side === 'citizen' ? null : <InlineMessage what={guidingText.citizenSubmits} />}
      {isClosed ? <InlineMessage tone="attention" what={guidingText.filled} /> : null}
      <Section title={guidingText.fieldsTitle}>
        {form.fields.map((field) => {
          const value = typing[field.id]?.text ?? form.values[field.id] ?? '';
          const isPrivate = side === 'guide' && form.private.includes(field.id);
          if (isClosed || isPrivate) {
            return (
              <View key={field.id} id={fieldAnchor(field.id)} className={styles.alone}>
                <Facts facts={[[field.label, value || form.facts[field.id] || guidingText.privateEmpty]]} />
                {isPrivate ? <FieldNote hint={guidingText.privateForGuide} /> : null}
              </View>
            );
          }
          const isGuides = side === 'citizen' && form.by[field.id] === 'guide';
          return (
            <View key={field.id}>
              {refused && field === other ? (
                <InlineMessage
                  tone="attention"
                  what={guidingText.quickerField(field.label, form.values[field.id] ?? guidingText.empty)}
                  next={guidingText.yours(refused.mine || guidingText.empty)}
                  action={{ word: guidingText.keepMine, onPress: keepMine }}
                />
              ) : null}
              <FormField
                field={isGuides ? { ...field, hint: guidingText.byGuide } : field}
                value={value}
                fact={form.facts[field.id]}
                problem={form.problems.find((one) => one.field === field.id)?.problem}
                onChange={(text) => change(field.id, text)}
              />
            </View>
          );
        })}
      </Section>
    </>,
  );
}

type Typing = Record<string, { text: string; seen: number }>;
type Refused = { error: ApiError; field: string; mine: string };

/**
 * What is typed here and not in yet, each field with the version that was on the screen when it was begun: what the other phone writes to the same
 * field meanwhile is noticed, not written over.
 */
function useTyping(id: string, version: number, write: Write) {
  const [typing, setTyping] = useState<Typing>({});
  const [refused, setRefused] = useState<Refused | null>(null);
  const latest = useRef(typing);
  latest.current = typing;
  const newest = useRef(version);
  newest.current = version;
  const sending = useRef(false);

  const put = (next: Typing) => {
    latest.current = next;
    setTyping(next);
  };
  const send = async () => {
    if (sending.current) return;
    sending.current = true;
    for (;;) {
      const [field, part] = Object.entries(latest.current)[0] ?? [];
      if (!field || !part) break;
      const error = await write('guideSession.fill', { id, field, value: part.text, seen: part.seen });
      if (error?.code === 'offline') break;
      if (error) setRefused({ error, field, mine: part.text });
      const { [field]: now, ...rest } = latest.current;
      // Typed on meanwhile: sent again, on top of what has just gone in.
      put(!error && now && now.text !== part.text ? { ...rest, [field]: { text: now.text, seen: newest.current } } : rest);
    }
    sending.current = false;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause begins anew with each letter; a newer version tries again what did not get through
  useEffect(() => {
    if (Object.keys(typing).length === 0) return;
    const timer = setTimeout(() => void send(), pauseMs);
    return () => clearTimeout(timer);
  }, [typing, version]);

  return {
    typing,
    refused,
    change: (field: string, text: string) => {
      setRefused(null);
      put({ ...latest.current, [field]: { text, seen: latest.current[field]?.seen ?? newest.current } });
    },
    keepMine: () => {
      if (!refused) return;
      setRefused(null);
      put({ ...latest.current, [refused.field]: { text: refused.mine, seen: newest.current } });
    },
  };
}
