import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { invitationHours, invitationUses } from '../../../shared/rules/membership';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { useSecondsUntil } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { Countdown } from '../../components/Countdown';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { QrCode } from '../../components/QrSheet';
import { Sheet } from '../../components/Sheet';
import { invitationLink } from '../../links';
import { paths } from '../../paths';
import { useAct } from '../../query';
import { ShareButton } from '../../wechat/ShareButton';
import { Refusal } from '../../Refusal';

type Props = {
  enterprise: Pick<Output<'members.list'>, 'id' | 'name'>;
  open: boolean;
  code: string | null;
  onCode: (code: string) => void;
  onClose: () => void;
};

/** How long and for how many, then the code with its countdown; it is shown this once. */
export function Invite({ enterprise, open, code, onCode, onClose }: Props) {
  const [hours, setHours] = useState<(typeof invitationHours)[number]>(invitationHours[0]);
  const [uses, setUses] = useState<(typeof invitationUses)[number]>(invitationUses[0]);
  const [until, setUntil] = useState('');
  const [copied, setCopied] = useState<boolean | null>(null);
  const invite = useAct('members.invite', {
    refreshes: ['members.list'],
    onDone: (made) => {
      setUntil(made.invitation.expiresAt);
      onCode(made.code);
    },
  });
  if (code !== null) {
    return (
      <Sheet open={open} title={enterpriseText.inviteTitle} onClose={onClose}>
        <Left until={until} />
        <QrCode payload={invitationLink(code)} code={code.match(/.{4}/g)?.join(' ') ?? code} note={enterpriseText.showCode} />
        {copied === null ? null : (
          <InlineMessage tone={copied ? 'good' : 'attention'} what={copied ? enterpriseText.copied : enterpriseText.notCopied} />
        )}
        <ShareButton
          word={enterpriseText.share}
          title={enterpriseText.shareTitle(enterprise.name)}
          path={paths.joinEnterprise(code)}
          onCopied={setCopied}
        />
      </Sheet>
    );
  }
  return (
    <Sheet open={open} title={enterpriseText.inviteTitle} onClose={onClose}>
      <Labelled label={enterpriseText.hours}>
        <Chips
          label={enterpriseText.hours}
          role="radio"
          chips={invitationHours.map((value) => ({ value: String(value), word: enterpriseText.hoursWord(value) }))}
          chosen={[String(hours)]}
          onPress={(value) => setHours(invitationHours.find((one) => String(one) === value) ?? invitationHours[0])}
        />
      </Labelled>
      <Labelled label={enterpriseText.uses}>
        <Chips
          label={enterpriseText.uses}
          role="radio"
          chips={invitationUses.map((value) => ({ value: String(value), word: enterpriseText.usesWord(value) }))}
          chosen={[String(uses)]}
          onPress={(value) => setUses(invitationUses.find((one) => String(one) === value) ?? invitationUses[0])}
        />
      </Labelled>
      {invite.error ? <Refusal error={invite.error} /> : null}
      <Action id="invite-make" word={enterpriseText.make} busy={invite.busy} onPress={() => void invite.run({ id: enterprise.id, hours, uses })} />
    </Sheet>
  );
}

function Left({ until }: { until: string }) {
  return <Countdown seconds={useSecondsUntil(until)} word={enterpriseText.left} hurry={600} />;
}
