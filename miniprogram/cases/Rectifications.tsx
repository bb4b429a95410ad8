import { View } from '@tarojs/components';
import type { Output } from '../../shared/contract';
import type { RectificationAction, RectificationStanding } from '../../shared/rules/rectification-flow';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { rectificationActionWords, rectificationStandingWords, rectificationsText } from '../../shared/text/rectifications';
import { dateText } from '../../shared/text/when';
import { Action } from '../components/Action';
import { Facts } from '../components/Facts';
import { Section } from '../components/Section';
import { StateTag } from '../components/StateTag';
import type { State } from '../components/tone';
import { StoredPhotos } from '../photos/StoredPhotos';

type Rectification = Output<'cases.read'>['rectifications'][number];

const states: Record<RectificationStanding, Omit<State, 'word'>> = {
  running: { tone: 'accent', icon: 'hourglass' },
  overdue: { tone: 'danger', icon: 'circle-alert' },
  reported: { tone: 'attention', icon: 'clock' },
  passed: { tone: 'good', icon: 'circle-check' },
  cancelled: { tone: 'neutral', icon: 'ban' },
};

/** Hidden dangers of a request: what, where, who puts it right until when, photos of before and after. `onAct` draws the buttons at the desk. */
export function Rectifications({
  rectifications,
  onAct,
}: {
  rectifications: Rectification[];
  onAct?: (rectification: string, action: RectificationAction) => void;
}) {
  return (
    <>
      {rectifications.map((one) => (
        <Section
          key={one.id}
          title={rectificationsText.title}
          aside={<StateTag {...states[one.standing]} word={rectificationStandingWords[one.standing]} />}
        >
          <View>{one.hazard}</View>
          <Facts
            facts={[
              [rectificationsText.place, one.place],
              [rectificationsText.unit, one.unitName],
              [rectificationsText.days, rectificationsText.until(dateText(shanghaiDay(one.dueAt)))],
              [rectificationsText.how, one.report],
              [rectificationsText.finding, one.finding],
              [rectificationsText.back, one.timesReturned > 0 ? rectificationsText.returned(one.timesReturned) : null],
            ]}
          />
          {one.before.length > 0 ? <View>{rectificationsText.beforeShort}</View> : null}
          <StoredPhotos photos={one.before} />
          {one.after.length > 0 ? <View>{rectificationsText.afterShort}</View> : null}
          <StoredPhotos photos={one.after} />
          {onAct
            ? one.actions.map((action) => (
                <Action
                  key={action}
                  id={`${action}-${one.id}`}
                  kind={action === 'cancel' ? 'text' : 'plain'}
                  word={rectificationActionWords[action]}
                  onPress={() => onAct(one.id, action)}
                />
              ))
            : null}
        </Section>
      ))}
    </>
  );
}
