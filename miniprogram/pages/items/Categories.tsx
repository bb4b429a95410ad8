import { useState } from 'react';
import { type HouseholdSection, inSections } from '../../../shared/rules/household-sections';
import { itemCategories, type ItemCategory, windowCategories, workCategories } from '../../../shared/rules/service-item';
import { categoryNames, categoryNotes, householdSectionNames } from '../../../shared/text/catalogue';
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
        {category === 'household' ? <Household items={own} /> : <Rows title={categoryNames[category]} items={own} />}
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

function Rows({ title, items }: { title: string; items: Items }) {
  return (
    <Section title={title} aside={itemsText.count(items.length)} kind="rows">
      {items.map((item) => (
        <ItemRow key={item.code} item={item} />
      ))}
    </Section>
  );
}

/** The largest group once more in parts. */
function Household({ items }: { items: Items }) {
  const [opened, setOpened] = useState<HouseholdSection | null>(null);
  const sections = inSections(items);
  const part = sections.find(({ section }) => section === opened);
  if (part) {
    return (
      <>
        <Rows title={householdSectionNames[part.section]} items={part.items} />
        <Section kind="bare">
          <Action id="all-household" kind="plain" word={itemsText.otherSections(categoryNames.household)} onPress={() => setOpened(null)} />
        </Section>
      </>
    );
  }
  return (
    <Section title={categoryNames.household} aside={itemsText.count(items.length)} kind="rows">
      {sections.map(({ section, items: own }) => (
        <ListRow
          key={section}
          id={`section-${section}`}
          title={householdSectionNames[section]}
          note={itemsText.count(own.length)}
          onPress={() => setOpened(section)}
        />
      ))}
    </Section>
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
