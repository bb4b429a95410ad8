import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type GreenGround, greenGrounds } from '../../../shared/rules/green-ground';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { greenGroundWords } from '../../../shared/text/tickets';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { QrCode } from '../../components/QrSheet';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { Skeleton } from '../../components/Skeleton';
import { go } from '../../go';
import { useSearch } from '../../pages/items/useSearch';
import { linkTo } from '../../links';
import { parameter, paths } from '../../paths';
import { useAct } from '../../query';
import { type Me, useMe } from '../../session';
import { holds, windowRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';
import styles from './CheckedIn.module.scss';
import { IdentityFields, type IdentityForm, identityOf, noIdentity } from './IdentityFields';
import { pathOfTicket, showTurn, type Turn } from './show';

/** Takes in somebody who did not book: the item, and the identity when it is known. */
export default function WalkIn() {
  const me = useMe();
  if (me && holds(me, windowRoles)) return <Taking me={me} />;
  return (
    <PageFrame title={queueText.walkIn}>
      <StaffOnly roles={windowRoles}>{() => null}</StaffOnly>
    </PageFrame>
  );
}

type Item = { code: string; name: string };

function Taking({ me }: { me: Me }) {
  const { params } = useRouter();
  const list = parameter(params, 'list');
  const { items } = useSearch('');
  const asked = items?.find(({ code }) => code === parameter(params, 'item')) ?? null;
  const [item, setItem] = useState<Item | null>(null);
  const [form, setForm] = useState<IdentityForm>(noIdentity);
  const [green, setGreen] = useState<GreenGround | null>(null);
  const [taken, setTaken] = useState<Turn | null>(null);
  const { hallId } = workplace(me);
  const chosen = item ?? asked;
  const identity = identityOf(form);
  const walkIn = useAct('queue.walkIn', {
    refreshes: ['window.day'],
    onDone: (turn) => {
      showTurn(turn);
      setTaken(turn);
    },
  });
  const again = () => {
    setTaken(null);
    setItem(null);
    setForm(noIdentity);
    setGreen(null);
  };
  const take = () => {
    if (!hallId || !chosen) return;
    const known = { ...(identity ? { identity } : {}), ...(list ? { checklistCode: list } : {}), ...(green ? { green } : {}) };
    void walkIn.run({ hallId, itemCode: chosen.code, ...known });
  };
  const bar = taken ? (
    <ActionBar primary={{ id: 'walk-in-again', icon: 'plus', word: queueText.again, onPress: again }} />
  ) : chosen ? (
    <ActionBar
      note={walkIn.error ? <InlineMessage tone="danger" what={walkIn.error.message} /> : null}
      primary={{ id: 'walk-in-take', icon: 'ticket', word: queueText.take, busy: walkIn.busy, onPress: take }}
    />
  ) : null;
  return (
    <PageFrame title={queueText.walkIn} {...(bar ? { bottomBar: bar } : {})}>
      {taken ? (
        <Taken turn={taken} />
      ) : chosen ? (
        <>
          <Section kind="rows">
            <ListRow id="walk-in-item" icon="clipboard-list" title={chosen.name} note={queueText.changeItem} onPress={() => setItem(null)} />
          </Section>
          {list ? <InlineMessage tone="good" what={queueText.listReady(list)} /> : null}
          <Section title={queueText.identity}>
            <View>{queueText.identityNote}</View>
            <IdentityFields form={form} onChange={setForm} />
          </Section>
          {identity?.idKind === 'resident_id' ? null : (
            <Section title={queueText.green}>
              <Chips
                role="radio"
                label={queueText.green}
                chips={greenGrounds.map((value) => ({ value, word: greenGroundWords[value] }))}
                chosen={green ? [green] : []}
                onPress={(value) => setGreen(green === value ? null : value)}
              />
            </Section>
          )}
        </>
      ) : (
        <ChooseItem hallId={hallId} onChoose={setItem} />
      )}
    </PageFrame>
  );
}

/** The items that this hall takes, by everyday words. */
function ChooseItem({ hallId, onChoose }: { hallId: string | null; onChoose: (item: Item) => void }) {
  const [typed, setTyped] = useState('');
  const { items } = useSearch(typed, hallId ?? undefined);
  const here = items?.slice(0, 12);
  return (
    <>
      <SearchField value={typed} onChange={setTyped} label={queueText.item} placeholder={queueText.itemPlaceholder} />
      {!here ? (
        <Skeleton rows={5} />
      ) : here.length === 0 ? (
        <EmptyState icon="search" what={queueText.itemNone} />
      ) : (
        <Section kind="rows">
          {here.map(({ code, name, summary }) => (
            <ListRow key={code} id={`walk-in-${code}`} title={name} note={summary} onPress={() => onChoose({ code, name })} />
          ))}
        </Section>
      )}
    </>
  );
}

function Taken({ turn }: { turn: Turn }) {
  const { ticket } = turn;
  return (
    <>
      <InlineMessage tone="good" what={queueText.taken} next={ticket.itemName} />
      {ticket.lane === 'walk_in_extra' ? <InlineMessage tone="attention" what={queueText.extra} /> : null}
      <Section title={windowText.yourTicket}>
        <View className={styles.number} id="ticket-number">
          {ticket.number}
        </View>
      </Section>
      <Section title={queueText.followTitle}>
        <QrCode payload={linkTo(paths.ticket(ticket.id)) ?? ticket.id} code={ticket.number} note={queueText.followNote} />
      </Section>
      <Section kind="rows">
        <ListRow id="to-ticket" icon="ticket" title={queueText.ticket} note={queueText.noNameNext} onPress={() => go(pathOfTicket(ticket))} />
      </Section>
    </>
  );
}
