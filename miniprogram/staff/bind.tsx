import { useState } from 'react';
import { bindText } from '../../shared/text/pages/second-factor';
import { Action } from '../components/Action';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { startAt } from '../go';
import { paths } from '../paths';
import { forgetEverythingRead, useAct } from '../query';
import { SignedIn } from '../SignedIn';
import { phoneModel } from '../wechat/phone-model';
import { keepStaffDevice } from './device';
import { Refused } from './SecondFactor';

/** A staff member binds the work account by the code that the administrator gave. */
export default function BindPage() {
  return (
    <PageFrame title={bindText.title} note={bindText.note}>
      <SignedIn why={bindText.why}>{() => <Bind />}</SignedIn>
    </PageFrame>
  );
}

function Bind() {
  const [typed, setTyped] = useState('');
  const code = typed.replace(/[\s-]+/g, '').toUpperCase();
  const bind = useAct('binding.bind', {
    onDone: ({ device }) => {
      keepStaffDevice(device);
      // The session is the staff member's from here on.
      forgetEverythingRead();
      startAt(paths.desk);
    },
  });
  return (
    <Section>
      {bindText.how}
      <TextField id="binding-code" label={bindText.code} hint={bindText.codeHint} value={typed} maxLength={12} onChange={setTyped} />
      <Refused error={bind.error} />
      <Action
        id="bind"
        word={bindText.bind}
        busy={bind.busy}
        disabled={!/^[2-9A-HJKMNP-Z]{8}$/.test(code)}
        onPress={() => void bind.run({ code, phone: phoneModel() })}
      />
    </Section>
  );
}
