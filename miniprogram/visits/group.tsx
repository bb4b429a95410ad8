import { useRouter } from '@tarojs/taro';
import { groupsText } from '../../shared/text/pages/groups';
import { visitsText } from '../../shared/text/pages/visits';
import { ActionBar } from '../components/ActionBar';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { parameter, paths } from '../paths';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { groupResultState } from '../states';

/** One list: each person with the masked number, the own checklist, and what came of it. */
export default function GroupList() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('groups.read', { id }, { enabled: me !== undefined, keep: false });
  const visitId = read.data?.visitId ?? null;
  const primary = visitId
    ? { id: 'group-visit', word: groupsText.toVisit, onPress: () => go(paths.visit(visitId)) }
    : { id: 'group-ask', word: groupsText.askVisit, onPress: () => go(paths.askVisit(undefined, id)) };
  return (
    <PageFrame title={groupsText.title} {...(read.data ? { bottomBar: <ActionBar primary={primary} /> } : {})}>
      <SignedIn why={visitsText.signInWhy}>
        {() => (
          <Reading read={read}>
            {({ itemName, people, done, list }) => (
              <>
                <Section title={itemName}>{groupsText.row(done, people)}</Section>
                <Section kind="rows">
                  {list.map(({ seq, name, idNumberMasked, result, note, checklistCode }) => (
                    <ListRow
                      key={seq}
                      id={`person-${seq}`}
                      title={name}
                      note={[groupsText.person(seq, idNumberMasked), note].filter(Boolean).join(' · ')}
                      state={groupResultState(result)}
                      onPress={() => go(paths.checklist(checklistCode))}
                    />
                  ))}
                </Section>
              </>
            )}
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}
