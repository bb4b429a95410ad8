import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { urgentText, urgentUntilWords } from '../../shared/text/pages/urgent';
import { serviceInstant } from '../clock';
import { ActionBar } from '../components/ActionBar';
import { Chips } from '../components/Chips';
import { EmptyState } from '../components/EmptyState';
import { InlineMessage } from '../components/InlineMessage';
import { Labelled } from '../components/Labelled';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { useDraft } from '../draft';
import { go, replace } from '../go';
import { askForNotices } from '../grants';
import { DangerCall } from '../pages/requests/DangerCall';
import { parameter, paths } from '../paths';
import { useAct, useRead } from '../query';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { dial } from '../wechat/call';
import { ItemChoice } from '../cases/ItemChoice';
import { type Until, untilInstant, untils } from './until';
import { Refusal } from '../Refusal';

type Form = { why: string; itemCode: string; itemName: string; until: Until | null };

const phoneForm = /^1[3-9]\d{9}$/;

/** Asks the duty person for what cannot wait: why, what, until when, which number. */
export default function AskUrgent() {
  const { params } = useRouter();
  const [unit, hall] = [parameter(params, 'unit'), parameter(params, 'hall')];
  const me = useMe();
  const empty: Form = { why: '', itemCode: parameter(params, 'item'), itemName: parameter(params, 'name'), until: null };
  const [form, change, clear] = useDraft<Form>(`urgent:${unit}${hall}`, empty);
  // A number does not stay on the phone.
  const [typedPhone, setPhone] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useAct('urgent.ask', {
    refreshes: ['urgent.list'],
    onDone: (asked) => {
      clear();
      replace(paths.urgent(asked.id));
    },
  });
  const [why, phone] = [form.why.trim(), typedPhone.trim()];
  const phoneWrong = phone === '' ? me?.phoneMasked === null : !phoneForm.test(phone);
  const ready = why.length >= 4 && form.until !== null && !phoneWrong;
  const send = async () => {
    setTried(true);
    if (!ready || form.until === null) return;
    await askForNotices(['urgent_taken', 'urgent_met', 'urgent_not_possible']);
    await ask.run({
      ...(unit ? { unitId: unit } : { hallId: hall }),
      ...(form.itemCode ? { itemCode: form.itemCode } : {}),
      why,
      wantedBy: untilInstant(form.until, serviceInstant()),
      ...(phone ? { phone } : {}),
    });
  };
  const wrong = tried && !ready ? (phoneWrong && why.length >= 4 && form.until ? urgentText.phoneWrong : urgentText.missing) : null;
  const known = unit !== '' || hall !== '';
  return (
    <PageFrame
      title={urgentText.title}
      note={urgentText.note}
      {...(known && me
        ? {
            bottomBar: (
              <ActionBar
                primary={{ id: 'urgent-send', word: urgentText.send, busy: ask.busy, onPress: () => void send() }}
                note={
                  ask.error ? (
                    <Refusal error={ask.error} {...(hall ? { hallId: hall } : {})} />
                  ) : wrong ? (
                    <InlineMessage tone="danger" what={wrong} />
                  ) : null
                }
              />
            ),
          }
        : {})}
    >
      <DangerCall words={form.why} />
      {known ? <Place unit={unit} hall={hall} /> : null}
      {known ? (
        <SignedIn why={urgentText.signInWhy}>
          {({ phoneMasked }) => (
            <>
              {ask.error?.code === 'urgent_open' ? (
                <Section kind="rows">
                  <ListRow id="urgent-open" icon="clock" title={urgentText.title} note={urgentText.listNote} onPress={() => go(paths.urgents)} />
                </Section>
              ) : null}
              <TextField
                id="urgent-why"
                label={urgentText.why}
                placeholder={urgentText.whyPlaceholder}
                value={form.why}
                multiline
                maxLength={300}
                onChange={(value) => change({ why: value })}
              />
              <Chips
                label={urgentText.why}
                chips={urgentText.whyQuick.map((word) => ({ value: word, word }))}
                onPress={(word) => change({ why: word })}
              />
              <ItemChoice itemCode={form.itemCode} itemName={form.itemName} onChoose={change} />
              <Labelled label={urgentText.wantedBy}>
                <Chips
                  label={urgentText.wantedBy}
                  role="radio"
                  chips={untils.map((value) => ({ value, word: urgentUntilWords[value] }))}
                  chosen={form.until ? [form.until] : []}
                  onPress={(until) => change({ until })}
                />
              </Labelled>
              <TextField
                id="urgent-phone"
                label={urgentText.phone}
                placeholder={urgentText.phonePlaceholder}
                kind="phone"
                value={typedPhone}
                maxLength={11}
                optional={phoneMasked !== null}
                {...(phoneMasked ? { hint: urgentText.phoneKept(phoneMasked) } : {})}
                error={tried && phoneWrong ? urgentText.phoneWrong : null}
                onChange={setPhone}
              />
            </>
          )}
        </SignedIn>
      ) : (
        <EmptyState icon="phone" what={urgentText.unknownPlace} first={{ word: urgentText.chooseUnit, onPress: () => replace(paths.contacts) }} />
      )}
    </PageFrame>
  );
}

/** Whose duty person is asked, and the number for who cannot wait. */
function Place({ unit, hall }: { unit: string; hall: string }) {
  const channel = useRead('channels.list', {}, { enabled: unit !== '' }).data?.channels.find(({ id }) => id === unit);
  const ofHall = useRead('halls.days', { hallId: hall }, { enabled: unit === '' && hall !== '' }).data?.hall;
  const found = channel ?? ofHall;
  if (!found) return null;
  return (
    <Section title={urgentText.to} kind="rows">
      <ListRow id="urgent-to" icon="building-2" title={urgentText.duty(found.name)} />
      <ListRow
        id="urgent-call"
        icon="phone"
        title={urgentText.call(found.phone)}
        note={urgentText.callNote}
        onPress={() => dial(found.phone.replace(/\D/g, ''))}
      />
    </Section>
  );
}
