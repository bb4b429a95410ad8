import { useState } from 'react';
import { itemCategories } from '../../../shared/rules/service-item';
import { categoryNames } from '../../../shared/text/catalogue';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { ActionBar } from '../../components/ActionBar';
import { CheckLine } from '../../components/CheckLine';
import { EmptyState } from '../../components/EmptyState';
import { Fold } from '../../components/Fold';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { useSearch } from '../../pages/items/useSearch';
import { seedRead, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { type Me, useMe } from '../../session';
import { holds, officerRoles, windowRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { useCounter } from './counter';

/** Which counters are open, who sits there and what each takes; mine opens, changes and closes here. */
export default function Counters() {
  const me = useMe();
  const { hallId } = me ? workplace(me) : { hallId: null };
  if (me && hallId && holds(me, windowRoles)) return <Shown me={me} hallId={hallId} />;
  return (
    <PageFrame title={queueText.counters}>
      <StaffOnly roles={windowRoles}>{() => <EmptyState icon="users" what={queueText.noHall} />}</StaffOnly>
    </PageFrame>
  );
}

function Shown({ me, hallId }: { me: Me; hallId: string }) {
  const counter = useCounter(me, hallId);
  const read = useRead('queue.counters', { hallId }, { keep: false, refreshSeconds: 30 });
  const mine = read.data?.counters.find((one) => one.mine) ?? null;
  const [chosen, setChosen] = useState<string[] | null>(null);
  const items = chosen ?? mine?.itemCodes ?? [];
  const shows = { onDone: (counters: NonNullable<typeof read.data>) => seedRead('queue.counters', { hallId }, counters) };
  const open = useAct('queue.openCounter', shows);
  const close = useAct('queue.closeCounter', shows);
  const error = open.error ?? close.error;
  const at = mine?.counter ?? counter;
  const mayAct = holds(me, officerRoles);
  const bar =
    mayAct && at ? (
      <ActionBar
        note={error ? <InlineMessage tone="danger" what={error.message} /> : null}
        primary={{
          id: 'counter-save',
          word: `${windowText.counterOf(at)} · ${queueText.saveItems(items.length)}`,
          busy: open.busy,
          onPress: () => void open.run({ hallId, counter: at, ...(items.length > 0 ? { itemCodes: items } : {}) }),
        }}
        {...(mine
          ? {
              secondary: {
                id: 'counter-close',
                word: queueText.close,
                busy: close.busy,
                onPress: () => void close.run({ hallId, counter: mine.counter }),
              },
            }
          : {})}
      />
    ) : null;
  return (
    <PageFrame title={queueText.counters} note={queueText.countersNote} {...(bar ? { bottomBar: bar } : {})}>
      <Reading read={read} rows={3}>
        {({ counters }) =>
          counters.length === 0 ? (
            <EmptyState icon="users" what={queueText.noneOpen} />
          ) : (
            <Section title={queueText.open} kind="rows">
              {counters.map((one) => (
                <ListRow
                  key={one.counter}
                  title={windowText.counterOf(one.counter)}
                  note={one.itemCodes ? queueText.takesSome(one.itemCodes.length) : queueText.takesAll}
                  who={one.mine ? queueText.mine : (one.officerName ?? '')}
                />
              ))}
            </Section>
          )
        }
      </Reading>
      {mayAct ? <ChooseItems hallId={hallId} chosen={items} onChange={setChosen} /> : null}
    </PageFrame>
  );
}

function ChooseItems({ hallId, chosen, onChange }: { hallId: string; chosen: string[]; onChange: (codes: string[]) => void }) {
  const { items = [] } = useSearch('', hallId);
  return (
    <Section title={queueText.choose}>
      {itemCategories
        .map((category) => ({ category, ofGroup: items.filter((item) => item.category === category) }))
        .filter(({ ofGroup }) => ofGroup.length > 0)
        .map(({ category, ofGroup }) => (
          <Fold
            key={category}
            id={`takes-${category}`}
            icon="clipboard-list"
            word={queueText.takesOfGroup(categoryNames[category], ofGroup.filter(({ code }) => chosen.includes(code)).length, ofGroup.length)}
          >
            {ofGroup.map(({ code, name }) => (
              <CheckLine
                key={code}
                id={`takes-${code}`}
                checked={chosen.includes(code)}
                word={name}
                onChange={(isTaken) => onChange(isTaken ? [...chosen, code] : chosen.filter((other) => other !== code))}
              />
            ))}
          </Fold>
        ))}
    </Section>
  );
}
