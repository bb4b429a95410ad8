import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { TextField } from '../../components/TextField';
import { go, replace } from '../../go';
import { askForNotices } from '../../grants';
import { parameter, paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { type Me } from '../../session';
import { SignedIn } from '../../SignedIn';
import { invitationTag } from '../../states';
import { Refusal } from '../../Refusal';

const bare = (typed: string) =>
  (/[?&]code=([^&#]+)/.exec(typed)?.[1] ?? typed)
    .normalize('NFKC')
    .replace(/[\s-]+/g, '')
    .toUpperCase();
const fits = (code: string) => /^[2-9A-HJKMNP-Z]{16}$/.test(code);

/** What an invitation opens: the enterprise and who invites, then one tap to ask. */
export default function Join() {
  const given = bare(parameter(useRouter().params, 'code'));
  const [code, setCode] = useState(fits(given) ? given : '');
  return (
    <PageFrame title={enterpriseText.joinTitle}>
      <SignedIn why={enterpriseText.joinSignIn}>{(me) => (code ? <Invitation code={code} me={me} /> : <Typed onCode={setCode} />)}</SignedIn>
    </PageFrame>
  );
}

function Typed({ onCode }: { onCode: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  const code = bare(typed);
  return (
    <Section>
      <TextField
        id="invitation-code"
        label={enterpriseText.joinCode}
        hint={enterpriseText.joinCodeHint}
        value={typed}
        maxLength={200}
        onChange={setTyped}
      />
      <Action id="look" word={enterpriseText.look} disabled={!fits(code)} onPress={() => onCode(code)} />
    </Section>
  );
}

function Invitation({ code, me }: { code: string; me: Me }) {
  const read = useRead('members.invitation', { code }, { keep: false });
  return <Reading read={read}>{(invitation) => <Shown code={code} me={me} invitation={invitation} />}</Reading>;
}

function Shown({ code, me, invitation }: { code: string; me: Me; invitation: Output<'members.invitation'> }) {
  const { enterpriseName, town, by, expiresAt, state, mine } = invitation;
  const join = useAct('members.join', { refreshes: ['members.invitation'] });
  const ask = async () => {
    await askForNotices(['join_admitted', 'join_refused']);
    await join.run({ code });
  };
  const waits = mine === 'member' || mine === 'asked';
  return (
    <Section title={enterpriseName} aside={<StateTag {...invitationTag(state)} />}>
      {[town, by && enterpriseText.invited(by), state === 'open' && enterpriseText.until(expiresAt)].filter(Boolean).join('。')}
      {mine ? <InlineMessage tone={mine === 'asked' || mine === 'member' ? 'good' : 'neutral'} what={enterpriseText.mineState[mine]} /> : null}
      {!waits && state !== 'open' ? <InlineMessage tone="attention" what={enterpriseText.over} /> : null}
      {!waits && state === 'open' && !me.realNameVerified ? (
        <InlineMessage what={enterpriseText.joinRealName} action={{ word: enterpriseText.toRealName, onPress: () => go(paths.me) }} />
      ) : null}
      {!waits && state === 'open' && me.realNameVerified ? (
        <>
          <InlineMessage what={enterpriseText.joinWhy} />
          {join.error ? <Refusal error={join.error} /> : null}
          <Action id="join" word={enterpriseText.join} busy={join.busy} onPress={() => void ask()} />
        </>
      ) : (
        <Action kind="text" word={enterpriseText.toMine} onPress={() => replace(paths.enterprises)} />
      )}
    </Section>
  );
}
