import { shanghaiDay } from '../../../shared/rules/shanghai';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { framesLine, hallsText, partText } from '../../../shared/text/pages/halls';
import { dateText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { PreviewAndSave } from './PreviewAndSave';

type Calendar = Output<'hallCalendar.read'>;

/** Closures and special days ahead; a tap takes one back, after a look at what that does. */
export function Entries({ calendar }: { calendar: Calendar }) {
  const { hall, entries } = calendar;
  const today = shanghaiDay(serviceInstant());
  const [chosen, setChosen] = useState<string | null>(null);
  const entry = entries.find((one) => one.id === chosen);
  const said = (one: Calendar['entries'][number]) => `${dateText(one.date, today)} ${one.frames ? framesLine(one.frames) : partText(one)}`;
  return (
    <>
      <Section kind={entries.length > 0 ? 'rows' : 'card'} title={hallsText.entries}>
        {entries.length === 0
          ? hallsText.noEntries
          : entries.map((one) => (
              <ListRow
                key={one.id}
                id={`entry-${one.date}`}
                title={said(one)}
                note={one.reason}
                state={
                  one.kind === 'closure'
                    ? { word: hallsText.close.slice(0, 2), tone: 'attention', icon: 'ban' }
                    : { word: hallsText.special.slice(0, 2), tone: 'accent', icon: 'calendar' }
                }
                {...(hall.mayEdit ? { onPress: () => setChosen(one.id) } : {})}
              />
            ))}
      </Section>
      <Sheet open={entry !== undefined} title={hallsText.withdrawTitle(entry ? said(entry) : '')} onClose={() => setChosen(null)}>
        {entry ? <PreviewAndSave hallId={hall.id} change={{ kind: 'withdraw', entryId: entry.id }} onSaved={() => setChosen(null)} /> : null}
      </Sheet>
    </>
  );
}
