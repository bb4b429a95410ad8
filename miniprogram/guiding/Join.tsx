import { useState } from 'react';
import { halfWidth } from '../../shared/rules/text-keys';
import { guidingText } from '../../shared/text/pages/guiding';
import { ActionBar } from '../components/ActionBar';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { useAct } from '../query';

/** The guide types the six digits that the citizen reads out. */
export function Join({ onJoined }: { onJoined: (id: string) => void }) {
  const [typed, setTyped] = useState('');
  const code = halfWidth(typed).replace(/\D/g, '');
  const join = useAct('guideSession.join', { onDone: ({ id }) => onJoined(id) });
  const go = () => void join.run({ code });
  const isWhole = /^\d{6}$/.test(code);
  return (
    <PageFrame
      title={guidingText.join}
      bottomBar={<ActionBar primary={{ id: 'guide-join', word: guidingText.open, busy: join.busy, disabled: !isWhole, onPress: go }} />}
    >
      <Section>
        <TextField
          id="guide-code"
          kind="number"
          label={guidingText.typed}
          hint={guidingText.joinHow}
          error={join.error?.message ?? null}
          maxLength={8}
          confirmWord="done"
          value={typed}
          onChange={(next) => {
            setTyped(next);
            join.clear();
          }}
          onConfirm={() => (isWhole ? go() : undefined)}
        />
      </Section>
      {join.error?.code === 'role_required' ? <InlineMessage tone="attention" what={guidingText.guidesOnly} /> : null}
    </PageFrame>
  );
}
