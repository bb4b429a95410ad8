import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { guidingText } from '../../shared/text/pages/guiding';
import { PageFrame } from '../components/PageFrame';
import { parameter } from '../paths';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { Begin } from './Begin';
import { Join } from './Join';
import { Together } from './Together';

/**
 * One interview or form on two phones: a citizen consents and shows six digits, a guide types them, both go on together. What lasts is taken up
 * again when the page is opened anew.
 */
export default function GuidingPage() {
  const { params } = useRouter();
  const wanted = {
    helps: parameter(params, 'help') !== '',
    item: parameter(params, 'item'),
    form: parameter(params, 'form'),
    whom: parameter(params, 'whom'),
  };
  const me = useMe();
  if (me) return <Session wanted={wanted} />;
  return (
    <PageFrame title={wanted.helps ? guidingText.join : guidingText.ask}>
      <SignedIn why={guidingText.signInWhy}>{() => null}</SignedIn>
    </PageFrame>
  );
}

/** `item` and `form` (the code of its list) are what a citizen wants help with; `helps` is the guide's side. */
export type Wanted = { helps: boolean; item: string; form: string; whom: string };

function Session({ wanted }: { wanted: Wanted }) {
  const mine = useRead('guideSession.mine', {}, { keep: false });
  const [opened, open] = useState<{ id: string; code: string | null } | 'none' | null>(null);
  const lasting = mine.data?.session;
  const isMeant =
    lasting &&
    (wanted.helps
      ? lasting.side === 'guide'
      : lasting.side === 'citizen' && (wanted.form ? lasting.kind === 'form' : lasting.kind === 'interview' && lasting.itemCode === wanted.item));
  const session = opened === 'none' ? null : (opened ?? (isMeant ? { id: lasting.id, code: null } : null));
  if (session) return <Together key={session.id} {...session} wanted={wanted} onAgain={() => open('none')} />;
  if (mine.data === undefined) {
    return (
      <PageFrame title={wanted.helps ? guidingText.join : guidingText.ask}>
        <Reading read={mine}>{() => null}</Reading>
      </PageFrame>
    );
  }
  return wanted.helps ? <Join onJoined={(id) => open({ id, code: null })} /> : <Begin wanted={wanted} onBegun={(id, code) => open({ id, code })} />;
}
