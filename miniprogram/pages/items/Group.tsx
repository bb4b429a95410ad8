import { inSections } from '../../../shared/rules/household-sections';
import type { ItemCategory } from '../../../shared/rules/service-item';
import { categoryNames, categoryNotes, householdSectionNames } from '../../../shared/text/catalogue';
import { itemsText } from '../../../shared/text/pages/items';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { ItemRow } from './ItemRow';
import type { Search } from './useSearch';

type Items = NonNullable<Search['items']>;

/** The items of one group; the largest group first its parts. */
export function Group({ category, opened }: { category: ItemCategory; opened: string }) {
  const read = useRead('items.search', {});
  const own = (items: Items) => items.filter((item) => item.category === category);
  const part = category === 'household' ? inSections(own(read.data?.items ?? [])).find(({ section }) => section === opened) : undefined;
  return (
    <PageFrame
      title={part ? householdSectionNames[part.section] : categoryNames[category]}
      note={part ? categoryNames[category] : categoryNotes[category]}
    >
      <Reading read={read} rows={5}>
        {({ items }) =>
          category !== 'household' ? <Rows items={own(items)} /> : part ? <Rows items={part.items} /> : <Sections items={own(items)} />
        }
      </Reading>
    </PageFrame>
  );
}

function Rows({ items }: { items: Items }) {
  return (
    <Section title={itemsText.count(items.length)} kind="rows">
      {items.map((item) => (
        <ItemRow key={item.code} item={item} />
      ))}
    </Section>
  );
}

function Sections({ items }: { items: Items }) {
  return (
    <Section title={itemsText.count(items.length)} kind="rows">
      {inSections(items).map(({ section, items: own }) => (
        <ListRow
          key={section}
          id={`section-${section}`}
          title={householdSectionNames[section]}
          note={itemsText.count(own.length)}
          onPress={() => go(paths.search(undefined, 'household', section))}
        />
      ))}
    </Section>
  );
}
