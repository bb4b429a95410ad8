import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { figuresText, percent } from '../../../shared/text/pages/hall-figures';
import { dayText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Bars } from '../../components/Bars';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { NumberField } from '../../components/NumberField';
import { PageFrame } from '../../components/PageFrame';
import { RingChart } from '../../components/RingChart';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { figureRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { usePeriod } from './period';

type Figures = Output<'hallFigures.read'>;

/** How one hall does: visit time against its own baseline, trips, waiting, places, and each item. */
export default function HallFigures() {
  const hallId = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={figuresText.list}>
      <StaffOnly roles={figureRoles}>{() => <Read hallId={hallId} />}</StaffOnly>
    </PageFrame>
  );
}

function Read({ hallId }: { hallId: string }) {
  const { period, chips } = usePeriod();
  const read = useRead('hallFigures.read', { hallId, ...period }, { keep: false });
  return (
    <>
      <Section kind="bare">{chips}</Section>
      <Reading read={read} rows={5}>
        {(figures) => (
          <>
            <VisitTime figures={figures} />
            <Outcomes hall={figures.hall} />
            {figures.items.length > 0 ? (
              <Section kind="rows" title={figuresText.byItem}>
                {figures.items.map((item) => (
                  <ListRow
                    key={item.itemCode}
                    title={item.itemName}
                    note={figuresText.itemNote(item.visits, item.waiting?.median ?? null, item.handling?.median ?? null)}
                  />
                ))}
              </Section>
            ) : null}
          </>
        )}
      </Reading>
    </>
  );
}

function VisitTime({ figures }: { figures: Figures }) {
  const { hall, yardstick, mayEnter } = figures;
  const { baseline, visitMinutes, change } = hall;
  const bars = [
    ...(baseline ? [{ name: figuresText.before, value: baseline.minutes, tone: 'neutral' as const }] : []),
    ...(visitMinutes === null ? [] : [{ name: figuresText.ours, value: visitMinutes }]),
  ];
  const source =
    baseline?.from && baseline.until
      ? figuresText.baselineOwn(dayText(baseline.from), dayText(baseline.until))
      : baseline?.reason
        ? figuresText.baselineEntered(baseline.reason)
        : '';
  return (
    <Section title={hall.hallName}>
      {bars.length > 0 ? <Bars title={figuresText.visitTime} bars={bars} unit={figuresText.minutes} /> : null}
      <InlineMessage
        tone={change !== null && change <= yardstick ? 'good' : 'accent'}
        what={change === null ? figuresText.noFigure : figuresText.against(change, yardstick)}
        {...(source ? { next: source } : {})}
      />
      {mayEnter ? <EnterBaseline hallId={hall.hallId} /> : null}
    </Section>
  );
}

function EnterBaseline({ hallId }: { hallId: string }) {
  const [open, setOpen] = useState(false);
  const [minutes, setMinutes] = useState('');
  const [reason, setReason] = useState('');
  const enter = useAct('hallFigures.enterBaseline', { refreshes: ['hallFigures.read', 'hallFigures.list'], onDone: () => setOpen(false) });
  const count = Number(minutes);
  const isReady = count >= 1 && count <= 600 && reason.trim().length >= 2;
  const send = () => void enter.run({ hallId, minutes: count, reason: reason.trim() });
  return (
    <>
      <Action kind="text" word={figuresText.enter} onPress={() => setOpen(true)} />
      <Sheet
        open={open}
        title={figuresText.enter}
        onClose={() => setOpen(false)}
        actions={[{ id: 'baseline-save', word: figuresText.enterSave, kind: 'primary', busy: enter.busy, disabled: !isReady, onPress: send }]}
      >
        <NumberField label={figuresText.enterMinutes} unit={figuresText.minutes} value={minutes} onChange={setMinutes} />
        <TextField
          id="baseline-reason"
          label={figuresText.enterReason}
          hint={figuresText.enterReasonHint}
          value={reason}
          maxLength={200}
          multiline
          onChange={setReason}
        />
        {enter.error ? <InlineMessage tone="danger" what={enter.error.message} /> : null}
      </Sheet>
    </>
  );
}

function Outcomes({ hall }: { hall: Figures['hall'] }) {
  const { waiting, handling, places } = hall;
  return (
    <>
      <Section title={figuresText.trips}>
        {hall.oneTripShare === null ? (
          figuresText.noFigure
        ) : (
          <RingChart share={hall.oneTripShare / 100} word={figuresText.trips} note={figuresText.tripsNote(hall.oneTrip, hall.settled)} />
        )}
      </Section>
      {waiting && handling ? (
        <Section title={`${figuresText.waiting}、${figuresText.handling}`}>
          <Bars
            title={`${figuresText.waiting}、${figuresText.handling}`}
            unit={figuresText.minutes}
            bars={[
              { name: `${figuresText.waiting}${figuresText.median}`, value: waiting.median },
              { name: `${figuresText.waiting}${figuresText.p90}`, value: waiting.p90, tone: 'neutral' },
              { name: `${figuresText.handling}${figuresText.median}`, value: handling.median },
              { name: `${figuresText.handling}${figuresText.p90}`, value: handling.p90, tone: 'neutral' },
            ]}
          />
        </Section>
      ) : null}
      <Section title={figuresText.places}>
        <Bars
          title={figuresText.places}
          unit={figuresText.piece}
          bars={[
            { name: figuresText.planned, value: places.planned, tone: 'neutral' },
            { name: figuresText.booked, value: places.booked },
            { name: figuresText.used, value: places.used, tone: 'good' },
          ]}
        />
      </Section>
      <Section title={figuresText.missed}>
        {hall.due === 0 ? figuresText.noFigure : `${percent(hall.missedShare)} · ${figuresText.missedNote(hall.missed, hall.due)}`}
      </Section>
    </>
  );
}
