import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { progress } from '../../../shared/rules/interview';
import { isWorkCategory } from '../../../shared/rules/service-item';
import { modeNames, promiseText } from '../../../shared/text/catalogue';
import { itemsText } from '../../../shared/text/pages/items';
import { mapPageText } from '../../../shared/text/pages/map';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { factsOf } from '../interview/facts';
import { useAnswers } from '../interview/useAnswers';
import { Where } from './Where';

type Item = Output<'items.read'>;

/** One item: who, how much, how long, where; then the questions. */
export default function GuidePage() {
  const code = parameter(useRouter().params, 'item');
  const read = useRead('items.read', { code });
  return (
    <PageFrame title={read.data?.name ?? itemsText.guide} {...(read.data ? { note: read.data.summary, bottomBar: <Start item={read.data} /> } : {})}>
      <Reading read={read} rows={4}>
        {(item) => <Guide item={item} />}
      </Reading>
    </PageFrame>
  );
}

function Guide({ item }: { item: Item }) {
  return (
    <>
      <Section title={itemsText.facts}>
        <Facts
          facts={[
            [itemsText.fee, item.feeText],
            [itemsText.promised, promiseText(item.promisedWorkingDays)],
            [itemsText.statutory, item.statutoryWorkingDays === null ? item.statutoryText : promiseText(item.statutoryWorkingDays)],
            [itemsText.atWindow, itemsText.minutes(item.minutesAtWindow)],
            [itemsText.modes, item.modes.map((mode) => modeNames[mode]).join('、')],
          ]}
        />
      </Section>
      {item.conditions.length > 0 ? (
        <Section title={itemsText.conditions}>
          <Points points={item.conditions} />
        </Section>
      ) : null}
      {isWorkCategory(item.category) ? (
        <Section kind="rows">
          <ListRow
            id="to-request"
            icon="building-2"
            title={itemsText.request}
            note={itemsText.requestNote}
            onPress={() => isWorkCategory(item.category) && go(paths.newRequest(item.category, { item: item.code, name: item.name }))}
          />
        </Section>
      ) : null}
      <Section kind="bare">
        <Action kind="plain" id="map" icon="navigation" word={mapPageText.open} onPress={() => go(paths.map(item.code))} />
      </Section>
      <Where item={item.code} />
    </>
  );
}

/** The one thing to do: begin the questions, or go on where they were left. */
function Start({ item }: { item: Item }) {
  const me = useMe();
  const { answers, startAgain } = useAnswers(item.code);
  const { answered, atMost } = progress(item.interview, answers, factsOf(me));
  const begin = () => go(paths.interview(item.code));
  if (answered === 0) return <ActionBar note={itemsText.startNote} primary={{ id: 'start', word: itemsText.start(atMost), onPress: begin }} />;
  return (
    <ActionBar
      note={itemsText.goOnNote}
      primary={{ id: 'start', word: itemsText.goOn(atMost), onPress: begin }}
      secondary={{
        word: itemsText.again,
        onPress: () => {
          startAgain();
          begin();
        },
      }}
    />
  );
}
