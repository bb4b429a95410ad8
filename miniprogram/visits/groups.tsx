import { groupsText } from '../../shared/text/pages/groups';
import { visitsText } from '../../shared/text/pages/visits';
import { whenText } from '../../shared/text/when';
import { ActionBar } from '../components/ActionBar';
import { EmptyState } from '../components/EmptyState';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { paths } from '../paths';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';

/** Lists of my enterprises: for what, how many are done. */
export default function GroupLists() {
  const me = useMe();
  const member = (me?.enterprises.length ?? 0) > 0;
  const read = useRead('groups.list', {}, { enabled: member, keep: false });
  const add = { id: 'group-add', word: groupsText.add, icon: 'plus' as const, onPress: () => go(paths.newGroup) };
  return (
    <PageFrame title={groupsText.list} note={groupsText.listNote} {...(member ? { bottomBar: <ActionBar primary={add} /> } : {})}>
      <SignedIn why={visitsText.signInWhy}>
        {() => (
          <Reading read={read}>
            {({ groups }) =>
              groups.length === 0 ? (
                <EmptyState icon="users" what={groupsText.none} />
              ) : (
                <Section kind="rows">
                  {groups.map(({ id, itemName, people, done, madeAt }) => (
                    <ListRow
                      key={id}
                      id={id}
                      title={itemName}
                      note={groupsText.row(done, people)}
                      until={groupsText.madeAt(whenText(madeAt))}
                      onPress={() => go(paths.group(id))}
                    />
                  ))}
                </Section>
              )
            }
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}
