import { homeText } from '../../../shared/text/pages/home';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';

/** Finished services the person may rate: offered, never asked for. */
export function ToRate() {
  const occasions = useRead('ratings.open', {}).data?.occasions ?? [];
  if (occasions.length === 0) return null;
  return (
    <Section title={homeText.rate} kind="rows">
      {occasions.slice(0, 3).map((occasion) => (
        <ListRow key={occasion.id} icon="star" title={occasion.title} note={homeText.rateNote} onPress={() => go(paths.rating(occasion.id))} />
      ))}
    </Section>
  );
}
