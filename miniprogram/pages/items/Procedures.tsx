import type { Output } from '../../../shared/contract';
import { itemsText } from '../../../shared/text/pages/items';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';

/** Matters without guided questions; nothing when none was found. */
export function Procedures({ procedures }: { procedures: Output<'items.search'>['procedures'] }) {
  if (procedures.length === 0) return null;
  return (
    <Section title={itemsText.procedures} kind="rows">
      {procedures.map(({ code, name, summary }) => (
        <ListRow key={code} id={`procedure-${code}`} title={name} note={summary} onPress={() => go(paths.procedure(code))} />
      ))}
    </Section>
  );
}
