import { useState } from 'react';
import { secondFactorText } from '../../shared/text/pages/second-factor';
import { Action } from '../components/Action';
import { InlineMessage } from '../components/InlineMessage';
import { Points } from '../components/Points';
import { QrCode } from '../components/QrSheet';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { useAct } from '../query';
import { copyWords } from '../wechat/clipboard';
import { keepStaffDevice } from './device';
import { Refused } from './SecondFactor';

type Codes = { codes: string[] | null; onCodes: (codes: string[]) => void; onSaved: () => void };

/** The first time: secret into the authenticator, its first code back, recovery codes to keep. */
export function Enrol({ codes, onCodes, onSaved }: Codes) {
  const begin = useAct('secondFactor.begin');
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onSaved={onSaved} />;
  if (secret !== null) return <FirstCode {...secret} onCodes={onCodes} />;
  return (
    <Section title={secondFactorText.title}>
      {secondFactorText.enrolWhy}
      <Points points={secondFactorText.steps} />
      <Refused error={begin.error} />
      <Action
        id="second-factor-begin"
        word={secondFactorText.start}
        busy={begin.busy}
        onPress={() => void begin.run({}).then((made) => made && setSecret(made))}
      />
    </Section>
  );
}

function FirstCode({ secret, uri, onCodes }: { secret: string; uri: string; onCodes: Codes['onCodes'] }) {
  const [code, setCode] = useState('');
  const [copied, setCopied] = useState(false);
  const enrol = useAct('secondFactor.enrol', {
    refreshes: ['secondFactor.state'],
    onDone: ({ recoveryCodes, device }) => {
      keepStaffDevice(device);
      onCodes(recoveryCodes);
    },
  });
  const inFours = secret.match(/.{1,4}/g)?.join(' ') ?? secret;
  return (
    <Section title={secondFactorText.title}>
      <Points points={secondFactorText.steps} />
      <QrCode payload={uri} code={inFours} note={secondFactorText.secret} />
      <Action kind="plain" word={secondFactorText.copy} onPress={() => void copyWords(secret).then(setCopied)} />
      {copied ? <InlineMessage tone="good" what={secondFactorText.copied} /> : null}
      <TextField
        id="second-factor-first"
        label={secondFactorText.code}
        hint={secondFactorText.codeHint}
        kind="number"
        value={code}
        maxLength={6}
        onChange={setCode}
      />
      <Refused error={enrol.error} />
      <Action
        id="second-factor-enrol"
        word={secondFactorText.enrol}
        busy={enrol.busy}
        disabled={code.length !== 6}
        onPress={() => void enrol.run({ code })}
      />
    </Section>
  );
}

function RecoveryCodes({ codes, onSaved }: { codes: string[]; onSaved: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Section title={secondFactorText.codesTitle}>
      {secondFactorText.codesWhy}
      <Points points={codes} />
      <Action kind="plain" word={secondFactorText.copyCodes} onPress={() => void copyWords(codes.join('\n')).then(setCopied)} />
      {copied ? <InlineMessage tone="good" what={secondFactorText.codesCopied} /> : null}
      <Action id="second-factor-saved" word={secondFactorText.saved} onPress={onSaved} />
    </Section>
  );
}
