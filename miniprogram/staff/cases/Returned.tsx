import { returnPageText } from '../../../shared/text/pages/return-visits';
import { returnWayWords } from '../../../shared/text/return-visits';
import { whenText } from '../../../shared/text/when';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { go } from '../../go';
import { paths } from '../../paths';
import { returnState } from '../followup/return-state';
import type { DeskCase } from './next-step';

/** What the person said when asked, after the last end, whether it is solved; and the way to the call for whoever makes it. */
export function Returned({ subject: { returnVisit } }: { subject: DeskCase }) {
  if (!returnVisit) return null;
  const { id, way, words, endedAt, returnerName, tries } = returnVisit;
  return (
    <>
      <Section title={returnPageText.title} aside={<StateTag {...returnState(returnVisit)} />}>
        <Facts
          facts={[
            [returnPageText.way, way && returnWayWords[way]],
            [returnPageText.words, words],
            [returnPageText.returner, returnerName],
            [returnPageText.tries, tries > 0 ? returnPageText.triesMade(tries) : null],
            [returnPageText.endedAt, endedAt && whenText(endedAt)],
          ]}
        />
      </Section>
      {id ? (
        <Section kind="rows">
          <ListRow id="case-return" icon="phone" title={returnPageText.list} onPress={() => go(paths.deskReturn(id))} />
        </Section>
      ) : null}
    </>
  );
}
