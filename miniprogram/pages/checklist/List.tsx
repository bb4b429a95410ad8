import type { Checklist } from '../../../shared/rules/checklist';
import { checklistText } from '../../../shared/text/pages/checklist';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { Costs } from './Costs';
import { Materials } from './Materials';
import { Refusals } from './Refusals';

/** What the answers lead to: what to bring, notes, what it costs; or why it cannot be done. `code` keeps the ticks apart. */
export function List({ code, content }: { code: string; content: Checklist }) {
  const notes = content.notes.map((note) => note.text);
  return (
    <>
      {content.outcome === 'refusal' ? <Refusals refusals={content.refusals} /> : <Materials code={code} materials={content.materials} />}
      {notes.length > 0 ? (
        <Section title={checklistText.notes}>
          <Points points={notes} />
        </Section>
      ) : null}
      {content.outcome === 'materials' ? <Costs content={content} /> : null}
    </>
  );
}
