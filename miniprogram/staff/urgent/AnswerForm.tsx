import { useState } from 'react';
import type { Input } from '../../../shared/contract';
import { addDays, shanghaiClock, shanghaiDay, shanghaiInstant } from '../../../shared/rules/shanghai';
import { type UrgentAnswer, urgentAnswers } from '../../../shared/rules/urgent-flow';
import { urgentDeskText } from '../../../shared/text/pages/urgent';
import { urgentAnswerWords } from '../../../shared/text/urgent';
import { dateText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { useAct } from '../../query';
import { ClockStepper } from '../halls/ClockStepper';

type Form = { answer: UrgentAnswer | null; day: string; clock: string; place: string; note: string; reason: string; instead: string };
const daysOffered = 3;

/** The next half hour that is at least half an hour away, of the day. */
function soon(now: string): { day: string; clock: string } {
  const half = 30 * 60_000;
  const at = new Date((Math.floor(Date.parse(now) / half) + 2) * half).toISOString();
  return { day: shanghaiDay(at), clock: shanghaiClock(at) };
}

/** The answer: a time and a place, or why not and what else can be done; each with a tap or two. */
export function AnswerForm({ id }: { id: string }) {
  const now = serviceInstant();
  const empty: Form = { answer: null, ...soon(now), place: '', note: '', reason: '', instead: '' };
  const [form, change, clear] = useDraft<Form>(`urgent-answer:${id}`, empty);
  const [tried, setTried] = useState(false);
  const answer = useAct('urgentDesk.answer', { refreshes: ['urgentDesk.read', 'urgentDesk.list'], onDone: clear });
  const said = saidIn(form, id);
  const send = () => {
    setTried(true);
    if (said) void answer.run(said);
  };
  const wrong = answer.error?.message ?? (tried && !said ? urgentDeskText.missing : null);
  const today = shanghaiDay(now);
  const days = Array.from({ length: daysOffered }, (_, ahead) => addDays(today, ahead));
  return (
    <Section title={urgentDeskText.answer}>
      <Labelled label={urgentDeskText.kind}>
        <Chips
          label={urgentDeskText.kind}
          role="radio"
          chips={urgentAnswers.map((value) => ({ value, word: urgentAnswerWords[value] }))}
          chosen={form.answer ? [form.answer] : []}
          onPress={(value) => change({ answer: value })}
        />
      </Labelled>
      {form.answer === 'met' ? (
        <>
          <Labelled label={urgentDeskText.meetDay}>
            <Chips
              label={urgentDeskText.meetDay}
              role="radio"
              chips={days.map((value) => ({ value, word: dateText(value) }))}
              chosen={[form.day]}
              onPress={(day) => change({ day })}
            />
          </Labelled>
          <ClockStepper label={urgentDeskText.meetClock} value={form.clock} onChange={(clock) => change({ clock })} />
          <Worded
            label={urgentDeskText.place}
            name="place"
            value={form.place}
            quick={urgentDeskText.places}
            onChange={(place) => change({ place })}
          />
          <Worded
            label={urgentDeskText.bring}
            name="note"
            value={form.note}
            quick={urgentDeskText.bringQuick}
            onChange={(note) => change({ note })}
          />
        </>
      ) : null}
      {form.answer === 'not_possible' ? (
        <>
          <Worded
            label={urgentDeskText.reason}
            name="reason"
            value={form.reason}
            quick={urgentDeskText.reasons}
            onChange={(reason) => change({ reason })}
          />
          <Worded
            label={urgentDeskText.instead}
            name="instead"
            value={form.instead}
            quick={urgentDeskText.insteads}
            onChange={(instead) => change({ instead })}
          />
        </>
      ) : null}
      {wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
      <Action id="urgent-answer" word={urgentDeskText.send} busy={answer.busy} onPress={send} />
    </Section>
  );
}

/** What the form says, or null while something is missing. */
function saidIn({ answer, day, clock, ...typed }: Form, id: string): Input<'urgentDesk.answer'> | null {
  const [place, note, reason, instead] = [typed.place.trim(), typed.note.trim(), typed.reason.trim(), typed.instead.trim()];
  if (answer === 'met') {
    return place.length >= 2 ? { id, answer, meetAt: shanghaiInstant(day, clock), place, ...(note.length >= 2 ? { note } : {}) } : null;
  }
  return answer === 'not_possible' && reason.length >= 2 && instead.length >= 2 ? { id, answer, reason, instead } : null;
}

type WordedProps = { label: string; name: string; value: string; quick: readonly string[]; onChange: (value: string) => void };

/** A field with words that fill it in one tap. */
function Worded({ label, name, value, quick, onChange }: WordedProps) {
  return (
    <>
      <TextField id={`urgent-${name}`} label={label} value={value} multiline maxLength={name === 'place' ? 100 : 200} onChange={onChange} />
      <Chips label={label} chips={quick.map((word) => ({ value: word, word }))} onPress={onChange} />
    </>
  );
}
