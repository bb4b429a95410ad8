import { View } from '@tarojs/components';
import { useState } from 'react';
import { kitText } from '../../../shared/text/kit';
import { windowText } from '../../../shared/text/pages/window';
import { Action } from '../../components/Action';
import { aria } from '../../components/aria';
import { InlineMessage } from '../../components/InlineMessage';
import { StateTag } from '../../components/StateTag';
import type { State } from '../../components/tone';
import { useAct } from '../../query';
import { type GapMark, GapNote } from './GapNote';
import { gapWords } from './GapsSheet';
import type { Appointment, Material, Tick } from './next-step';
import { showAppointment } from './show';
import styles from './TickCard.module.scss';

type Props = {
  appointmentId: string;
  material: Pick<Material, 'id' | 'name' | 'form' | 'checkpoints'>;
  /** How many and in which form, in words. */
  needs: string;
  tick: Tick | null;
  mayTick: boolean;
  supply: Appointment['supply'];
  beyond: boolean;
};
type Mark = { state: 'ok' | 'clear' } | GapMark;

const signs: Record<Mark['state'], State> = {
  ok: { word: windowText.ok, tone: 'good' },
  gap: { word: windowText.gap, tone: 'attention', icon: 'triangle-alert' },
  clear: { word: windowText.cleared, tone: 'neutral' },
};

/** One material with its key points in sight and two big answers. What is tapped shows at once; a refusal takes it back with the reason. */
export function TickCard({ appointmentId, material, needs, tick, mayTick, supply, beyond }: Props) {
  const [pending, setPending] = useState<Mark | null>(null);
  const [noting, setNoting] = useState(false);
  const act = useAct('window.tick', { onDone: showAppointment });
  const shown = pending ? pendingTick(material.id, pending) : tick;
  const state = shown?.state ?? 'clear';

  const mark = async (next: Mark) => {
    setPending(next);
    setNoting(false);
    await act.run({ id: appointmentId, materialId: material.id, ...next });
    setPending(null);
  };

  return (
    <View className={styles.card} id={`material-${material.id}`}>
      <View className={styles.top}>
        <View className={styles.words}>
          <View className={styles.name}>{material.name}</View>
          <View className={styles.needs}>{needs}</View>
        </View>
        {mayTick || tick ? <StateTag {...signs[state]} /> : null}
      </View>
      {material.checkpoints.length > 0 ? (
        <View className={styles.points} {...aria({ role: 'list', label: `${material.name} ${kitText.checkpoints}` })}>
          {material.checkpoints.map((point) => (
            <View key={point} className={styles.point} {...aria({ role: 'listitem' })}>
              {point}
            </View>
          ))}
        </View>
      ) : null}
      {shown?.state === 'gap' ? <View className={styles.note}>{gapWords(shown)}</View> : null}
      {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
      {mayTick && !noting ? (
        <View className={styles.answers}>
          {state === 'clear' ? (
            <>
              <View className={styles.answer}>
                <Action id={`gap-${material.id}`} kind="plain" word={windowText.gap} onPress={() => setNoting(true)} />
              </View>
              <View className={styles.answer}>
                <Action id={`ok-${material.id}`} kind="plain" icon="check" word={windowText.ok} onPress={() => void mark({ state: 'ok' })} />
              </View>
            </>
          ) : (
            <Action id={`clear-${material.id}`} kind="text" word={windowText.undo} onPress={() => void mark({ state: 'clear' })} />
          )}
        </View>
      ) : null}
      {noting ? (
        <GapNote material={material} supply={supply} beyond={beyond} onSave={(gap) => void mark(gap)} onCancel={() => setNoting(false)} />
      ) : null}
    </View>
  );
}

/** What was tapped, as it will be stored. */
function pendingTick(materialId: string, mark: Mark): Tick | null {
  if (mark.state !== 'gap') {
    return mark.state === 'clear' ? null : { materialId, state: 'ok', reason: null, note: null, supplyBy: null };
  }
  return { materialId, state: 'gap', reason: mark.reason, note: mark.note ?? null, supplyBy: mark.supplyBy ?? null };
}
