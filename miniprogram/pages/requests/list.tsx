import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { requestsText } from '../../../shared/text/pages/requests';
import { visitsText } from '../../../shared/text/pages/visits';
import { CasePages } from '../../cases/CasePages';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { type Me, useMe } from '../../session';
import { SignedIn } from '../../SignedIn';

const fileOne = { word: requestsText.newOne, icon: 'plus', id: 'new-request', onPress: () => go(paths.newRequest()) } as const;

/** My enterprises' requests: what, how it stands, who has it, until when. */
export default function RequestList() {
  const me = useMe();
  const member = (me?.enterprises.length ?? 0) > 0;
  return (
    <PageFrame title={requestsText.list} note={requestsText.listNote} {...(member ? { bottomBar: <ActionBar primary={fileOne} /> } : {})}>
      <SignedIn why={requestsText.signInWhy}>{(person) => <Requests me={person} />}</SignedIn>
    </PageFrame>
  );
}

function Requests({ me }: { me: Me }) {
  if (me.enterprises.length === 0)
    return <EmptyState icon="building-2" what={requestsText.notMember} first={{ word: enterpriseText.mine, onPress: () => go(paths.enterprises) }} />;
  return (
    <>
      <Section kind="rows">
        <ListRow id="visits" icon="car" title={visitsText.list} note={visitsText.listNote} onPress={() => go(paths.visits)} />
      </Section>
      <CasePages
        useRows={useRows}
        empty={<EmptyState icon="building-2" what={requestsText.none} first={{ word: requestsText.first, onPress: fileOne.onPress }} />}
        onOpen={(id) => go(paths.request(id))}
      />
    </>
  );
}

const useRows = (cursor?: string) => useRead('cases.list', cursor ? { cursor } : {});
