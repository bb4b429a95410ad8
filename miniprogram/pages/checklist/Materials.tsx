import { View } from '@tarojs/components';
import type { Output } from '../../../shared/contract';
import { isBrought } from '../../../shared/rules/checklist';
import { becauseLines, copiesText } from '../../../shared/text/catalogue';
import { checklistText } from '../../../shared/text/pages/checklist';
import { MaterialCard } from '../../components/MaterialCard';
import { Section } from '../../components/Section';
import { useDraft } from '../../draft';
import styles from './Materials.module.scss';

type Material = Output<'checklists.read'>['content']['materials'][number];
type Ticks = { done: string[] };

/** What to bring. The ticks are the person's own and stay on this phone. */
export function Materials({ code, materials }: { code: string; materials: Material[] }) {
  const [{ done }, change] = useDraft<Ticks>(`ticks:${code}`, { done: [] });
  const toBring = materials.filter(isBrought);
  const ready = toBring.filter((material) => done.includes(material.id)).length;
  const tick = (id: string, ticked: boolean) => change({ done: ticked ? [...done, id] : done.filter((other) => other !== id) });
  return (
    <Section title={checklistText.bring} aside={checklistText.ticked(ready, toBring.length)} kind="bare">
      <View className={styles.note}>{checklistText.tickNote}</View>
      {materials.map((material) => (
        <MaterialCard
          key={material.id}
          name={material.name}
          needs={copiesText(material)}
          because={becauseLines(material.because)}
          checkpoints={material.checkpoints}
          source={material.source}
          sample={material.sample}
          ticked={done.includes(material.id)}
          {...(!isBrought(material) ? {} : { onTick: (ticked: boolean) => tick(material.id, ticked) })}
        />
      ))}
    </Section>
  );
}
