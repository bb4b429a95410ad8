import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type OtherPrincipals, otherPrincipals } from '../../../shared/rules/claim-flow';
import { claimActionWords, claimCapacityWords, enterpriseText, otherPrincipalsWords, reviewText } from '../../../shared/text/pages/enterprise';
import { dayText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { TextField } from '../../components/TextField';
import { parameter } from '../../paths';
import { StoredPhotos } from '../../photos/StoredPhotos';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { claimState } from '../../states';
import { claimRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Claim = Output<'claims.read'>;

/** One claim: what to check, then the decision with its reason. */
export default function ClaimPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('claims.read', { id }, { keep: false, enabled: me !== undefined && holds(me, claimRoles) });
  return (
    <PageFrame title={reviewText.detail}>
      <StaffOnly roles={claimRoles}>
        {() => (
          <Reading read={read} rows={4}>
            {(claim) => <Shown claim={claim} />}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Shown({ claim }: { claim: Claim }) {
  const sameName = claim.claimantName === claim.legalRepresentative;
  return (
    <>
      <Section title={claim.name} aside={<StateTag {...claimState(claim.status)} />}>
        <Facts
          facts={[
            [enterpriseText.uscc, claim.uscc],
            [enterpriseText.town, claim.town],
            [enterpriseText.legal, claim.legalRepresentative],
            [enterpriseText.issued, dayText(claim.licenceIssuedOn, serviceInstant())],
            [reviewText.claimant, claim.claimantName],
            [reviewText.capacity, claimCapacityWords[claim.capacity]],
            [reviewText.phone, claim.phoneMasked ?? reviewText.noPhone],
            [reviewText.decidedSo, claim.reason],
          ]}
        />
        <InlineMessage tone={sameName ? 'good' : 'attention'} what={sameName ? reviewText.sameName : reviewText.otherName} />
        {claim.status === 'filed' ? <InlineMessage what={claim.knownAs ? reviewText.known(claim.knownAs) : reviewText.unknown} /> : null}
        {claim.status === 'filed' && claim.principals.length > 0 ? (
          <InlineMessage tone="attention" what={reviewText.hasPrincipal(claim.principals.join('、'))} />
        ) : null}
      </Section>
      <Section title={reviewText.photos}>
        {claim.photos.length > 0 ? <StoredPhotos photos={claim.photos} /> : <InlineMessage tone="attention" what={reviewText.noPhotos} />}
      </Section>
      {claim.actions.includes('approve') ? <Decide claim={claim} /> : null}
    </>
  );
}

function Decide({ claim }: { claim: Claim }) {
  const [reason, setReason] = useState('');
  const [others, setOthers] = useState<OtherPrincipals | null>(null);
  const decide = useAct('claims.decide', { refreshes: ['claims.read', 'claims.review'] });
  const words = reason.trim();
  const hasPrincipal = claim.principals.length > 0;
  const send = (approve: boolean) =>
    void decide.run({ id: claim.id, approve, reason: words, ...(approve && hasPrincipal && others ? { others } : {}) });
  return (
    <Section title={reviewText.next}>
      {hasPrincipal ? (
        <Labelled label={reviewText.others}>
          <Chips
            label={reviewText.others}
            role="radio"
            chips={otherPrincipals.map((value) => ({ value, word: otherPrincipalsWords[value] }))}
            chosen={others ? [others] : []}
            onPress={setOthers}
          />
        </Labelled>
      ) : null}
      <Labelled label={reviewText.quick}>
        <Chips
          label={reviewText.quick}
          chips={[...reviewText.approveReasons, ...reviewText.refuseReasons].map((value) => ({ value, word: value }))}
          onPress={setReason}
        />
      </Labelled>
      <TextField
        id="claim-reason"
        label={reviewText.reason}
        hint={reviewText.reasonHint}
        value={reason}
        maxLength={200}
        multiline
        onChange={setReason}
      />
      {decide.error ? <InlineMessage tone="danger" what={decide.error.message} /> : null}
      <Action
        id="claim-approve"
        word={claimActionWords.approve}
        busy={decide.busy}
        disabled={words.length < 2 || (hasPrincipal && others === null)}
        onPress={() => send(true)}
      />
      <Action id="claim-refuse" kind="text" word={claimActionWords.refuse} disabled={words.length < 2 || decide.busy} onPress={() => send(false)} />
    </Section>
  );
}
