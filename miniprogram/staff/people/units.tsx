import { useState } from 'react';
import { peopleRoles } from '../../../shared/rules/roles';
import { peopleText, unitKindWords } from '../../../shared/text/pages/people';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { staffPaths } from '../paths';
import { StaffOnly } from '../StaffOnly';

/** The units of an administrator's tree, in its order. */
export default function Units() {
  const [typed, setTyped] = useState('');
  return (
    <PageFrame title={peopleText.title} note={peopleText.note}>
      <StaffOnly roles={peopleRoles}>
        {() => (
          <>
            <SearchField value={typed} onChange={setTyped} label={peopleText.box} placeholder={peopleText.box} />
            <Tree words={typed.trim()} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Tree({ words }: { words: string }) {
  const read = useRead('staff.units', {}, { keep: false });
  return (
    <Reading read={read} rows={8}>
      {({ units }) => {
        const found = units.filter(({ name, town }) => words === '' || name.includes(words) || town?.includes(words));
        if (found.length === 0) return <EmptyState icon="building-2" what={peopleText.nothing} />;
        return (
          <Section kind="rows">
            {found.map((unit) => (
              <ListRow
                key={unit.id}
                id={`unit-${unit.id}`}
                title={unit.name}
                note={[unitKindWords[unit.kind], unit.phone, peopleText.count(unit.people)].join(' · ')}
                {...(unit.dutyName ? { who: peopleText.duty(unit.dutyName) } : {})}
                onPress={() => go(staffPaths.unit(unit.id))}
              />
            ))}
          </Section>
        );
      }}
    </Reading>
  );
}
