import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { enterpriseText, memberEventWords } from '../../../shared/text/pages/enterprise';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Timeline } from '../../components/Timeline';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Invite } from './Invite';
import { Invitations } from './Invitations';
import { Joins } from './Joins';
import { People } from './People';

type Team = Output<'members.list'>;

/** An enterprise and its people; a principal also admits, invites, removes and hands over. */
export default function Members() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('members.list', { id }, { keep: false, enabled: me !== undefined });
  const [inviting, setInviting] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const team = read.data;
  useShareAppMessage(() => ({ title: enterpriseText.shareTitle(team?.name ?? ''), path: paths.joinEnterprise(code ?? undefined) }));
  const bar = <ActionBar primary={{ id: 'invite', word: enterpriseText.invite, icon: 'plus', onPress: () => setInviting(true) }} />;
  return (
    <PageFrame
      title={enterpriseText.members}
      {...(team ? { note: `${team.name} · ${enterpriseText.role(team.role)}` } : {})}
      {...(team?.role === 'principal' ? { bottomBar: bar } : {})}
    >
      <SignedIn why={enterpriseText.signInWhy}>
        {(person) => (
          <Reading read={read} rows={4}>
            {(shown) => (
              <>
                <Joins joins={shown.joins} />
                {shown.role === 'principal' && shown.members.length === 1 && shown.joins.length === 0 ? (
                  <EmptyState icon="users" what={enterpriseText.alone} />
                ) : null}
                <People team={shown} myId={person.id} />
                <Invitations invitations={shown.invitations} />
                <History history={shown.history} />
                <Invite
                  enterprise={shown}
                  open={inviting}
                  code={code}
                  onCode={setCode}
                  onClose={() => {
                    setInviting(false);
                    setCode(null);
                  }}
                />
              </>
            )}
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}

function History({ history }: { history: Team['history'] }) {
  const [all, setAll] = useState(false);
  const today = serviceInstant().slice(0, 10);
  if (history.length === 0) return null;
  return (
    <Section title={enterpriseText.history}>
      <Timeline
        entries={(all ? history : history.slice(0, 5)).map(({ seq, at, action, who, by, reason }) => ({
          id: String(seq),
          what: `${who ?? enterpriseText.noName} ${memberEventWords[action]}`,
          ...(by && by !== who ? { who: enterpriseText.by(by) } : {}),
          when: whenText(at, today),
          ...(reason ? { note: reason } : {}),
        }))}
      />
      {history.length > 5 && !all ? <Action kind="text" word={enterpriseText.more} onPress={() => setAll(true)} /> : null}
    </Section>
  );
}
