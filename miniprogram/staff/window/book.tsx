import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { shortCodeIn } from '../../../shared/rules/short-code';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { QrCode } from '../../components/QrSheet';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { type Me, useMe } from '../../session';
import { holds, windowRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { IdentityFields, type IdentityForm, identityOf, noIdentity } from './IdentityFields';
import { useDay } from './day-read';
import { Times } from './Times';

/** Books for somebody who stands in the hall: a checklist for each item of the visit, the document, a time. */
export default function BookForVisitor() {
  const me = useMe();
  if (me && holds(me, windowRoles)) return <Booking me={me} />;
  return (
    <PageFrame title={windowText.bookFor}>
      <StaffOnly roles={windowRoles}>{() => null}</StaffOnly>
    </PageFrame>
  );
}

function Booking({ me }: { me: Me }) {
  const given = parameter(useRouter().params, 'list');
  const day = useDay(me, undefined);
  const hallId = workplace(me).hallId ?? day.data?.hallId ?? '';
  const [code, setCode] = useState(given);
  const [also, setAlso] = useState<List[]>([]);
  const [form, setForm] = useState<IdentityForm>(noIdentity);
  const [slot, setSlot] = useState<{ id: string; startsAt: string } | null>(null);
  const [booked, setBooked] = useState<Output<'window.book'> | null>(null);
  const list = useRead('checklists.read', { code }, { enabled: code !== '' });
  const identity = identityOf(form);
  const book = useAct('window.book', { refreshes: ['window.day', 'halls.slots', 'halls.days'], onDone: setBooked });
  const again = () => {
    setBooked(null);
    setForm(noIdentity);
    setSlot(null);
    setCode('');
    setAlso([]);
  };
  const change = (lists: List[]) => {
    setAlso(lists);
    // A longer visit may not fit where a shorter one did.
    setSlot(null);
  };
  const bar = booked ? (
    <ActionBar primary={{ id: 'book-again', icon: 'plus', word: windowText.bookAgain, onPress: again }} />
  ) : list.data ? (
    <ActionBar
      note={book.error ? <InlineMessage tone="danger" what={book.error.message} /> : slot ? whenText(slot.startsAt) : null}
      primary={{
        id: 'book-send',
        word: windowText.bookSend,
        busy: book.busy,
        disabled: !identity || !slot,
        onPress: () =>
          void (
            identity &&
            slot &&
            book.run({ identity, slotId: slot.id, checklistCode: code, ...(also.length > 0 ? { also: also.map((one) => one.code) } : {}) })
          ),
      }}
    />
  ) : null;
  return (
    <PageFrame title={windowText.bookFor} {...(bar ? { bottomBar: bar } : {})}>
      {booked ? (
        <Booked booked={booked} />
      ) : code === '' ? (
        <>
          <TypedList id="book" word={windowText.bookUseList} onChoose={(list) => setCode(list.code)} />
          <Section kind="rows">
            <ListRow id="book-make" icon="plus" title={queueText.makeList} note={windowText.bookMakeNote} onPress={() => go(paths.search())} />
          </Section>
        </>
      ) : (
        <Reading read={list} rows={3}>
          {({ itemName, itemCode, content }) => (
            <>
              <Section kind="rows">
                <ListRow id="book-list" icon="clipboard-list" title={itemName} note={windowText.bookOtherList(code)} onPress={() => setCode('')} />
                {also.map((one) => (
                  <ListRow
                    key={one.code}
                    id={`book-also-${one.code}`}
                    icon="clipboard-list"
                    title={one.itemName}
                    note={windowText.bookWithout}
                    onPress={() => change(also.filter(({ code: other }) => other !== one.code))}
                  />
                ))}
              </Section>
              <TypedList
                key={also.length}
                id="book-more"
                word={windowText.bookMore}
                onChoose={(list) => {
                  if (![itemCode, ...also.map((one) => one.itemCode)].includes(list.itemCode)) change([...also, list]);
                }}
              />
              <Section title={queueText.identity}>
                <View>{windowText.bookIdentityNote}</View>
                <IdentityFields form={form} onChange={setForm} />
              </Section>
              {hallId ? (
                <Times
                  title={windowText.bookDay}
                  hallId={hallId}
                  minutes={also.reduce((sum, one) => sum + one.minutes, content.minutesAtWindow)}
                  chosen={slot?.id ?? null}
                  onChoose={setSlot}
                />
              ) : null}
            </>
          )}
        </Reading>
      )}
    </PageFrame>
  );
}

type List = { code: string; itemCode: string; itemName: string; minutes: number };

/** A list of the person's by its code. */
function TypedList({ id, word, onChoose }: { id: string; word: string; onChoose: (list: List) => void }) {
  const [typed, setTyped] = useState('');
  const code = shortCodeIn(typed.trim().toUpperCase());
  const read = useRead('checklists.read', { code: code ?? '' }, { enabled: code !== null });
  const use = () => read.data && onChoose({ ...read.data, minutes: read.data.content.minutesAtWindow });
  return (
    <Section title={queueText.list}>
      <TextField id={`${id}-code`} label={queueText.list} placeholder={queueText.listPlaceholder} value={typed} maxLength={10} onChange={setTyped} />
      {code !== null && read.error ? <InlineMessage tone="attention" what={read.error.message} /> : null}
      <Action id={`${id}-use`} kind="plain" word={word} disabled={code === null || !read.data} onPress={() => void use()} />
    </Section>
  );
}

function Booked({ booked }: { booked: Output<'window.book'> }) {
  return (
    <>
      <InlineMessage tone="good" what={windowText.bookDone} next={windowText.bookDoneNext} />
      <Section title={booked.itemName}>
        <Facts
          facts={[
            [windowText.when, whenText(booked.startsAt)],
            [windowText.bookHall, booked.hallName],
          ]}
        />
        <QrCode payload={booked.code} code={booked.code} note={windowText.bookCodeNote} />
      </Section>
    </>
  );
}
