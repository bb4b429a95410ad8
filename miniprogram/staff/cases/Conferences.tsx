import { conferencesText } from '../../../shared/text/pages/conferences';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { staffPaths } from '../paths';

/** The way to the conferences and tasks of a case, where there are any or one may be convened. */
export function Conferences({ id }: { id: string }) {
  const { data } = useRead('conferences.ofCase', { id }, { keep: false });
  if (!data || (data.conferences.length === 0 && data.tasks.length === 0 && !data.mayConvene)) return null;
  const open = data.tasks.filter(({ state }) => state === 'open').length;
  return (
    <Section kind="rows">
      <ListRow
        id="case-conferences"
        icon="users"
        title={data.conferences.length === 0 && data.tasks.length === 0 ? conferencesText.convene : conferencesText.onCase}
        note={conferencesText.onCaseNote(data.conferences.length, open)}
        onPress={() => go(staffPaths.conferences(id))}
      />
    </Section>
  );
}
