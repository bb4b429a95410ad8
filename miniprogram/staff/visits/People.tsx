import { View } from '@tarojs/components';
import { useState } from 'react';
import { groupsText } from '../../../shared/text/pages/groups';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { groupResultState } from '../../states';
import { ReasonSheet } from './ReasonSheet';
import styles from './visits.module.scss';

/** The people a stop is for: the checklist of each, and one tap for what came of it. */
export function People({ visitId }: { visitId: string }) {
  const { data } = useRead('visitDesk.group', { id: visitId }, { keep: false });
  const tick = useAct('visitDesk.tick', { refreshes: ['visitDesk.group'] });
  const [missing, setMissing] = useState<number | null>(null);
  if (!data || data.list.length === 0) return null;
  return (
    <>
      <Section title={groupsText.people} kind="rows">
        {tick.error ? <InlineMessage tone="danger" what={tick.error.message} /> : null}
        {data.list.map(({ seq, name, idNumberMasked, result, note, checklistCode }) => (
          <View key={seq}>
            <ListRow
              id={`person-${seq}`}
              title={name}
              note={[groupsText.person(seq, idNumberMasked), note].filter(Boolean).join(' · ')}
              state={groupResultState(result)}
              onPress={() => go(paths.checklist(checklistCode))}
            />
            {data.mayTick && result !== 'done' ? (
              <View className={styles.ticks}>
                <View className={styles.third}>
                  <Action
                    id={`done-${seq}`}
                    kind="plain"
                    word={groupsText.done}
                    onPress={() => void tick.run({ id: visitId, seq, result: 'done' })}
                  />
                </View>
                <View className={styles.third}>
                  <Action id={`missing-${seq}`} kind="plain" word={groupsText.missing} onPress={() => setMissing(seq)} />
                </View>
                <View className={styles.third}>
                  <Action
                    id={`absent-${seq}`}
                    kind="plain"
                    word={groupsText.absent}
                    onPress={() => void tick.run({ id: visitId, seq, result: 'absent' })}
                  />
                </View>
              </View>
            ) : null}
          </View>
        ))}
      </Section>
      <ReasonSheet
        open={missing !== null}
        title={groupsText.missingWhat}
        reasons={groupsText.missingReasons}
        send={groupsText.missing}
        busy={tick.busy}
        onClose={() => setMissing(null)}
        onSend={(note) => {
          if (missing !== null) void tick.run({ id: visitId, seq: missing, result: 'missing', note });
          setMissing(null);
        }}
      />
    </>
  );
}
