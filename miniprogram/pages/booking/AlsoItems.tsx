import type { Output } from '../../../shared/contract';
import { bookingText } from '../../../shared/text/pages/booking';
import { CheckLine } from '../../components/CheckLine';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';

export type OwnChecklist = Output<'checklists.mine'>['checklists'][number];

type AlsoProps = { lists: OwnChecklist[]; most: number; chosen: string[]; onChange: (codes: string[]) => void };

/** C6: other matters of the person for the same visit, each with a checklist of its own. */
export function AlsoItems({ lists, most, chosen, onChange }: AlsoProps) {
  const isFull = chosen.length + 1 >= most;
  const toggle = (code: string, adds: boolean) => {
    if (!adds) return onChange(chosen.filter((one) => one !== code));
    if (!isFull) onChange([...chosen, code]);
  };
  return (
    <>
      {lists.length > 0 ? (
        <Section title={bookingText.also}>
          <InlineMessage what={isFull && lists.length > chosen.length ? bookingText.alsoMost(most) : bookingText.alsoNote} />
          {lists.map(({ code, itemName, minutes }) => (
            <CheckLine
              key={code}
              id={`also-${code}`}
              word={bookingText.alsoLine(itemName, minutes)}
              checked={chosen.includes(code)}
              onChange={(adds) => toggle(code, adds)}
            />
          ))}
        </Section>
      ) : null}
      <Section kind="rows">
        <ListRow
          id="also-more"
          icon="plus"
          title={lists.length > 0 ? bookingText.alsoMore : bookingText.also}
          note={bookingText.alsoMoreNote}
          onPress={() => go(paths.search())}
        />
      </Section>
    </>
  );
}
