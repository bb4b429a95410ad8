import type { Output } from '../../../shared/contract';
import { claimActionWords, enterpriseText } from '../../../shared/text/pages/enterprise';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { type Me, useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { claimState } from '../../states';
import { Refusal } from '../../Refusal';

type Claim = Output<'claims.mine'>['claims'][number];

/** The enterprises of the signed-in person and what is under way: registering one, joining another's. */
export default function MyEnterprises() {
  const me = useMe();
  const bar = (
    <ActionBar
      primary={{ id: 'register', word: enterpriseText.register, icon: 'plus', onPress: () => go(paths.registerEnterprise) }}
      secondary={{ id: 'enter-code', word: enterpriseText.enterCode, onPress: () => go(paths.joinEnterprise()) }}
    />
  );
  return (
    <PageFrame title={enterpriseText.mine} note={enterpriseText.mineNote} {...(me ? { bottomBar: bar } : {})}>
      <SignedIn why={enterpriseText.signInWhy}>
        {(person) => (
          <>
            <Mine me={person} />
            <Claims />
          </>
        )}
      </SignedIn>
    </PageFrame>
  );
}

function Mine({ me }: { me: Me }) {
  const read = useRead('enterprises.mine', {});
  return (
    <Reading read={read}>
      {({ enterprises }) =>
        enterprises.length === 0 ? (
          <EmptyState icon="building-2" what={enterpriseText.none} />
        ) : (
          <Section kind="rows">
            {enterprises.map((one) => {
              const role = me.enterprises.find(({ id }) => id === one.id)?.role;
              return (
                <ListRow
                  key={one.id}
                  id={`enterprise-${one.id}`}
                  icon="building-2"
                  title={one.name}
                  {...(role ? { note: enterpriseText.role(role) } : {})}
                  who={enterpriseText.unit(one.unitName, one.unitPhone)}
                  onPress={() => go(paths.members(one.id))}
                />
              );
            })}
          </Section>
        )
      }
    </Reading>
  );
}

/** Claims that are not members yet: under review, refused. */
function Claims() {
  const { data } = useRead('claims.mine', {}, { keep: false });
  const shown = data?.claims.filter(({ status }) => status === 'filed' || status === 'refused') ?? [];
  if (shown.length === 0) return null;
  return (
    <Section title={enterpriseText.claims} kind="rows">
      {shown.map((claim) => (
        <ClaimRow key={claim.id} claim={claim} />
      ))}
    </Section>
  );
}

function ClaimRow({ claim }: { claim: Claim }) {
  const withdraw = useAct('claims.withdraw', { refreshes: ['claims.mine'] });
  return (
    <>
      <ListRow
        id={`claim-${claim.id}`}
        title={claim.name}
        state={claimState(claim.status)}
        note={claim.reason ?? claim.uscc}
        who={enterpriseText.reviewedBy(claim.unitName)}
      />
      {withdraw.error ? <Refusal error={withdraw.error} /> : null}
      {claim.actions.includes('withdraw') ? (
        <Action kind="text" word={claimActionWords.withdraw} busy={withdraw.busy} onPress={() => void withdraw.run({ id: claim.id })} />
      ) : null}
    </>
  );
}
