import { bookingText } from '../shared/text/pages/booking';
import { Chips } from './components/Chips';
import { Section } from './components/Section';
import { useRelatives } from './relatives/read';

/** 给谁办: me, or one of my relatives; nothing to choose for who has none. `chosen` is a relative's id, empty for myself. */
export function ForWhom({ chosen, onChoose }: { chosen: string; onChoose: (relativeId: string) => void }) {
  const relatives = useRelatives();
  if (relatives.length === 0) return null;
  return (
    <Section title={bookingText.forWhom} kind="bare">
      <Chips
        role="radio"
        label={bookingText.forWhom}
        chips={[{ value: '', word: bookingText.myself }, ...relatives.map(({ id, name }) => ({ value: id, word: name }))]}
        chosen={[chosen]}
        onPress={onChoose}
      />
    </Section>
  );
}
