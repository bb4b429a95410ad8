import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { useAct } from '../../query';
import { invitationTag } from '../../states';
import { Refusal } from '../../Refusal';

type Invitation = Output<'members.list'>['invitations'][number];

/** The invitations of the last days; an open one is taken back by a tap. */
export function Invitations({ invitations }: { invitations: Invitation[] }) {
  const [asking, setAsking] = useState<Invitation | null>(null);
  const revoke = useAct('members.revoke', { refreshes: ['members.list'], onDone: () => setAsking(null) });
  if (invitations.length === 0) return null;
  const today = serviceInstant().slice(0, 10);
  return (
    <Section title={enterpriseText.invitations} kind="rows">
      {invitations.map((one) => (
        <ListRow
          key={one.id}
          id={`invitation-${one.id}`}
          title={one.by ?? enterpriseText.noName}
          state={invitationTag(one.state)}
          note={enterpriseText.invitationNote(one.used, one.uses, whenText(one.expiresAt, today))}
          {...(one.state === 'open' || one.state === 'used_up' ? { onPress: () => setAsking(one) } : {})}
        />
      ))}
      <Sheet
        open={asking !== null}
        title={enterpriseText.revokeAsk}
        onClose={() => setAsking(null)}
        actions={[
          {
            id: 'revoke-yes',
            word: enterpriseText.revoke,
            kind: 'danger',
            busy: revoke.busy,
            onPress: () => void (asking && revoke.run({ id: asking.id })),
          },
          { word: enterpriseText.keepInvitation, kind: 'text', onPress: () => setAsking(null) },
        ]}
      >
        {enterpriseText.revokeLoses}
        {revoke.error ? <Refusal error={revoke.error} /> : null}
      </Sheet>
    </Section>
  );
}
