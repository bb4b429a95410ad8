import { type ReactNode, useState } from 'react';
import type { StaffRole } from '../../shared/rules/roles';
import { Chips } from '../components/Chips';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { StaffOnly } from './StaffOnly';

type DeskPageProps<Part extends string> = {
  title: string;
  note: string;
  roles: readonly StaffRole[];
  /** What the parts are, for screen readers. */
  label: string;
  /** The parts of the list by their words; the first is shown first. */
  parts: readonly [Part, ...Part[]];
  words: Record<Part, string>;
  children: (part: Part) => ReactNode;
};

/** A list at the desk of which one part is shown: what waits, or what is done. */
export function DeskPage<Part extends string>({ title, note, roles, label, parts, words, children }: DeskPageProps<Part>) {
  const [part, setPart] = useState<Part>(parts[0]);
  return (
    <PageFrame title={title} note={note}>
      <StaffOnly roles={roles}>
        {() => (
          <>
            <Section kind="bare">
              <Chips label={label} role="radio" chips={parts.map((value) => ({ value, word: words[value] }))} chosen={[part]} onPress={setPart} />
            </Section>
            {children(part)}
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
