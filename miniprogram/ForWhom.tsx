import { bookingText } from '../shared/text/pages/booking';
import { Chips } from './components/Chips';
import { Section } from './components/Section';
import { useRelatives } from './relatives/read';

type ForWhomProps = { chosen: string; onChoose: (whom: string) => void; withVisitor?: boolean };

/** Chosen by the staff of a hall for who stands at the window. */
export const visitor = 'visitor';

/** 给谁办: me, one of my relatives, or for the staff of a hall who stands there; nothing to choose for who has none. `chosen` is a relative's id, `visitor`, or empty for myself. */
export function ForWhom({ chosen, onChoose, withVisitor = false }: ForWhomProps) {
  const relatives = useRelatives();
  if (relatives.length === 0 && !withVisitor) return null;
  return (
    <Section title={bookingText.forWhom} kind="bare">
      <Chips
        role="radio"
        label={bookingText.forWhom}
        chips={[
          ...(withVisitor ? [{ value: visitor, word: bookingText.visitor }] : []),
          { value: '', word: bookingText.myself },
          ...relatives.map(({ id, name }) => ({ value: id, word: name })),
        ]}
        chosen={[chosen]}
        onPress={onChoose}
      />
    </Section>
  );
}
