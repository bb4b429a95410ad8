import { useState } from 'react';
import { itemCategories, type ItemCategory, windowCategories, workCategories } from '../../../shared/rules/service-item';
import { categoryNames, categoryNotes } from '../../../shared/text/catalogue';
import { itemsText } from '../../../shared/text/pages/items';
import { Action } from '../../components/Action';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { ItemRow } from './ItemRow';
import type { Search } from './useSearch';

type Items = NonNullable<Search['items']>;

/** The whole list by groups: first the groups with their size, then the items of the one that was opened. */
export function Categories({ items, opened }: { items: Items; opened: string }) {
  const [category, setCategory] = useState<ItemCategory | null>(itemCategories.find((known) => known === opened) ?? null);
  if (category) {
    const own = items.filter((item) => item.category === category);
    return (
      <>
        <Section title={categoryNames[category]} aside={itemsText.count(own.length)} kind="rows">
          {own.map((item) => (
            <ItemRow key={item.code} item={item} />
          ))}
        </Section>
        <Action id="all-categories" kind="plain" word={itemsText.allCategories} onPress={() => setCategory(null)} />
      </>
    );
  }
  return (
    <>
      <Group title={itemsText.windowItems} categories={windowCategories} items={items} onOpen={setCategory} />
      <Group title={itemsText.workItems} categories={workCategories} items={items} onOpen={setCategory} />
    </>
  );
}

type GroupProps = { title: string; categories: readonly ItemCategory[]; items: Items; onOpen: (category: ItemCategory) => void };

function Group({ title, categories, items, onOpen }: GroupProps) {
  return (
    <Section title={title} kind="rows">
      {categories.map((category) => (
        <ListRow
          key={category}
          id={`category-${category}`}
          title={categoryNames[category]}
          note={`${itemsText.count(items.filter((item) => item.category === category).length)} · ${categoryNotes[category]}`}
          onPress={() => onOpen(category)}
        />
      ))}
    </Section>
  );
}
