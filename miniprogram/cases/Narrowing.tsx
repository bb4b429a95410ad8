import { View } from '@tarojs/components';
import { useState } from 'react';
import { narrowingText } from '../../shared/text/pages/narrowing';
import { Action } from '../components/Action';
import { Chips } from '../components/Chips';
import { Labelled } from '../components/Labelled';
import { SearchField } from '../components/SearchField';
import { Section } from '../components/Section';
import { Sheet } from '../components/Sheet';

/** One way to narrow a list: what it is called and what can be chosen; one at a time. */
export type Facet = { name: string; title: string; options: { value: string; word: string }[] };
export type Narrowed = Record<string, string>;

/** `Record<Value, word>` of shared/text as options, in the order of `values`. */
export const optionsOf = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
  values.map((value) => ({ value, word: words[value] }));

/** Searches and narrows a list of requests: the field on top, the choices in a sheet, what is chosen as chips that take it back. */
export function Narrowing({
  typed,
  onType,
  facets,
  narrowed,
  onNarrow,
}: {
  typed: string;
  onType: (typed: string) => void;
  facets: Facet[];
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
}) {
  const [open, setOpen] = useState(false);
  const chosen = facets.flatMap(({ name, title, options }) => {
    const option = options.find(({ value }) => value === narrowed[name]);
    return option ? [{ value: name, word: narrowingText.chosen(title, option.word) }] : [];
  });
  const without = (name: string): Narrowed => Object.fromEntries(Object.entries(narrowed).filter(([known]) => known !== name));
  return (
    <Section kind="bare">
      <SearchField value={typed} onChange={onType} label={narrowingText.box} placeholder={narrowingText.box} />
      {chosen.length > 0 ? <Chips label={narrowingText.takeBack} chips={chosen} onPress={(name) => onNarrow(without(name))} /> : null}
      <Action id="narrow" kind="text" word={narrowingText.narrow} onPress={() => setOpen(true)} />
      <Sheet
        open={open}
        title={narrowingText.narrow}
        onClose={() => setOpen(false)}
        actions={[
          { id: 'narrow-done', word: narrowingText.show, onPress: () => setOpen(false) },
          ...(chosen.length > 0 ? [{ id: 'narrow-all', kind: 'text' as const, word: narrowingText.all, onPress: () => onNarrow({}) }] : []),
        ]}
      >
        <View>
          {facets.map(({ name, title, options }) => (
            <Labelled key={name} label={title}>
              <Chips
                label={title}
                role="radio"
                chips={options}
                chosen={narrowed[name] ? [narrowed[name]] : []}
                onPress={(value) => onNarrow(narrowed[name] === value ? without(name) : { ...narrowed, [name]: value })}
              />
            </Labelled>
          ))}
        </View>
      </Sheet>
    </Section>
  );
}
