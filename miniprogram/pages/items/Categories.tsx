import { type ItemCategory, windowCategories, workCategories } from '../../../shared/rules/service-item';
import { categoryNames, categoryNotes } from '../../../shared/text/catalogue';
import { itemsText } from '../../../shared/text/pages/items';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import type { Search } from './useSearch';

type Items = NonNullable<Search['items']>;

/** The whole list by groups with their size; each opens as a page of its own. */
export function Categories({ items }: { items: Items }) {
  return (
    <>
      <Part title={itemsText.windowItems} categories={windowCategories} items={items} />
      <Part title={itemsText.workItems} categories={workCategories} items={items} />
    </>
  );
}

function Part({ title, categories, items }: { title: string; categories: readonly ItemCategory[]; items: Items }) {
  return (
    <Section title={title} kind="rows">
      {categories.map((category) => (
        <ListRow
          key={category}
          id={`category-${category}`}
          title={categoryNames[category]}
          note={`${itemsText.count(items.filter((item) => item.category === category).length)} · ${categoryNotes[category]}`}
          onPress={() => go(paths.search(undefined, category))}
        />
      ))}
    </Section>
  );
}
