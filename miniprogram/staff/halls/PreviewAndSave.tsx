import { shanghaiDay } from '../../../shared/rules/shanghai';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import type { CalendarChange } from '../../../shared/rules/calendar-change';
import { hallsText } from '../../../shared/text/pages/halls';
import { openingProblemWords } from '../../../shared/text/opening';
import { dateText, whenText } from '../../../shared/text/when';
import type { ApiError } from '../../api';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';

type Effect = Output<'hallCalendar.preview'>;

export type PreviewAndSaveProps = { hallId: string; change: CalendarChange; onSaved: (hit: number) => void };

/** Reason, a look at what the change does, and only then saving; the look is taken anew when something has changed since. */
export function PreviewAndSave({ hallId, change, onSaved }: PreviewAndSaveProps) {
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<{ effect: Effect; of: string } | null>(null);
  const [isNew, setIsNew] = useState(false);
  const of = JSON.stringify(change);
  const preview = useAct('hallCalendar.preview', { onDone: (effect) => setSeen({ effect, of }) });
  const save = useAct('hallCalendar.save', {
    refreshes: ['hallCalendar.read', 'hallCalendar.list', 'hallCalendar.day'],
    onDone: ({ hit }) => onSaved(hit),
  });
  const shown = seen?.of === of ? seen.effect : null;
  const look = async () => {
    setIsNew(false);
    save.clear();
    await preview.run({ hallId, change });
  };
  const send = async (effect: Effect) => {
    if (await save.run({ hallId, change, digest: effect.digest, reason: reason.trim() })) return;
    // Refused: the look that is shown may be old. What it shows now is what the next tap saves.
    setIsNew(true);
    await preview.run({ hallId, change });
  };
  const refused = preview.error ?? (save.error?.code === 'preview_changed' ? null : save.error);
  return (
    <>
      <Section title={hallsText.reason}>
        <Chips label={hallsText.quick} chips={hallsText.reasons.map((value) => ({ value: value as string, word: value }))} onPress={setReason} />
        <TextField
          id="change-reason"
          label={hallsText.reason}
          hint={hallsText.reasonHint}
          value={reason}
          maxLength={100}
          multiline
          onChange={setReason}
        />
      </Section>
      {shown ? <EffectOf effect={shown} isNew={isNew} /> : null}
      {refused ? <InlineMessage tone="danger" what={problemWords(refused)} /> : null}
      {shown ? (
        <Action
          id="change-save"
          kind={shown.hit.length > 0 ? 'danger' : 'primary'}
          word={hallsText.save}
          busy={save.busy || preview.busy}
          disabled={reason.trim().length < 2}
          onPress={() => void send(shown)}
        />
      ) : (
        <Action id="change-look" kind="primary" word={hallsText.look} busy={preview.busy} onPress={() => void look()} />
      )}
    </>
  );
}

/** Which hours contradict each other, where the refusal says so. */
function problemWords({ code, message, details }: ApiError): string {
  const problem = code === 'opening_invalid' && typeof details === 'object' && details !== null && 'problem' in details ? details.problem : null;
  const known = Object.entries(openingProblemWords).find(([name]) => name === problem);
  return known ? known[1] : message;
}

function EffectOf({ effect, isNew }: { effect: Effect; isNew: boolean }) {
  const today = shanghaiDay(serviceInstant());
  return (
    <>
      {isNew ? <InlineMessage tone="attention" what={hallsText.lookAgain} /> : null}
      {effect.days.length === 0 ? (
        <InlineMessage tone="good" what={hallsText.nothing(dateText(effect.until, today))} next={hallsText.until(dateText(effect.until, today))} />
      ) : (
        <Section kind="rows" title={hallsText.effect}>
          {effect.days.map((day) => (
            <ListRow
              key={day.date}
              title={dateText(day.date, today)}
              note={hallsText.effectOf(day)}
              {...(day.hit > 0 ? { state: { word: hallsText.dayHit(day.hit), tone: 'danger' as const, icon: 'circle-alert' as const } } : {})}
            />
          ))}
        </Section>
      )}
      {effect.hit.length > 0 ? (
        <Section kind="rows" title={hallsText.hitList(effect.hit.length)}>
          {effect.hit.map(({ code, itemName, startsAt }) => (
            <ListRow key={code} title={itemName} note={`${whenText(startsAt, today)} · ${code}`} />
          ))}
        </Section>
      ) : null}
      {effect.hit.length > 0 ? <InlineMessage tone="attention" what={hallsText.hitNote} /> : null}
    </>
  );
}
