import { View } from '@tarojs/components';
import { copiesText } from '../../../shared/text/catalogue';
import { extrasText } from '../../../shared/text/pages/extras';
import { windowText } from '../../../shared/text/pages/window';
import { Section } from '../../components/Section';
import { TickCard } from './TickCard';
import { type Appointment, extrasToTick, tally } from './next-step';

/** The frozen checklist, the same as the person's; each material against its key points. */
export function Materials({ appointment, mayTick }: { appointment: Appointment; mayTick: boolean }) {
  const { materials, notes } = appointment.checklist.content;
  const { left } = tally(appointment);
  const extras = (mayTick ? extrasToTick(appointment) : []).map(({ id, name, words }) => ({
    material: { id, name, form: 'original' as const, checkpoints: [words] },
    needs: extrasText.atWindow,
  }));
  return (
    <>
      <Section
        title={windowText.materials}
        kind="bare"
        {...(mayTick && materials.length + extras.length > 0 ? { aside: windowText.materialsLeft(left) } : {})}
      >
        {materials.length === 0 ? <View>{windowText.noMaterials}</View> : null}
        {[...materials.map((material) => ({ material, needs: copiesText(material) })), ...extras].map(({ material, needs }) => (
          <TickCard
            key={material.id}
            appointmentId={appointment.id}
            material={material}
            needs={needs}
            tick={appointment.ticks.find(({ materialId }) => materialId === material.id) ?? null}
            mayTick={mayTick}
            supply={appointment.supply}
            beyond={appointment.earlierNotice?.beyond.includes(material.id) ?? false}
          />
        ))}
      </Section>
      {notes.length > 0 ? (
        <Section title={windowText.notes}>
          {notes.map(({ id, text }) => (
            <View key={id}>{text}</View>
          ))}
        </Section>
      ) : null}
    </>
  );
}
