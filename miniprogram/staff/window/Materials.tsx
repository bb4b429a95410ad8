import { View } from '@tarojs/components';
import { windowText } from '../../../shared/text/pages/window';
import { Section } from '../../components/Section';
import { TickCard } from './TickCard';
import { type Appointment, tally } from './next-step';

/** The frozen checklist, the same as the person's; each material against its key points. */
export function Materials({ appointment, mayTick }: { appointment: Appointment; mayTick: boolean }) {
  const { materials, notes } = appointment.checklist.content;
  const { left } = tally(appointment);
  return (
    <>
      <Section title={windowText.materials} kind="bare" {...(mayTick && materials.length > 0 ? { aside: windowText.materialsLeft(left) } : {})}>
        {materials.length === 0 ? <View>{windowText.noMaterials}</View> : null}
        {materials.map((material) => (
          <TickCard
            key={material.id}
            appointmentId={appointment.id}
            material={material}
            tick={appointment.ticks.find(({ materialId }) => materialId === material.id) ?? null}
            mayTick={mayTick}
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
