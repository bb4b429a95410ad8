import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type EnterpriseAction, type EnterpriseTier, enterpriseTiers } from '../../../shared/rules/enterprise-flow';
import { isDay } from '../../../shared/rules/shanghai';
import { enterpriseActionWords, enterpriseTierWords } from '../../../shared/text/enterprises';
import { registerReasons, registerText } from '../../../shared/text/pages/register';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import styles from './NextStep.module.scss';

type Enterprise = Output<'register.read'>;

/** The steps that may be taken now; the chosen one asks for its reason and its day, removal once more. */
export function NextStep({ enterprise }: { enterprise: Enterprise }) {
  const [action, setAction] = useState<EnterpriseAction | null>(null);
  return (
    <View>
      <Chips
        label={registerText.next}
        role="radio"
        chips={enterprise.actions.map((value) => ({ value, word: enterpriseActionWords[value] }))}
        chosen={action ? [action] : []}
        onPress={setAction}
      />
      {action ? <StepForm key={action} enterprise={enterprise} action={action} /> : null}
    </View>
  );
}

function StepForm({ enterprise, action }: { enterprise: Enterprise; action: EnterpriseAction }) {
  const { id, stepDays } = enterprise;
  const [tier, setTier] = useState<EnterpriseTier | null>(enterprise.tier);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(stepDays.until);
  const [asking, setAsking] = useState(false);
  const step = useAct('register.act', { refreshes: ['register.read', 'register.list'], onDone: () => setAsking(false) });
  const dayFits = isDay(day) && day <= stepDays.until && (stepDays.from === null || day >= stepDays.from);
  const words = reason.trim();
  const isReady = dayFits && words.length >= 2 && (action !== 'file' || tier !== null);
  const send = () => void step.run({ id, action, reason: words, day, ...(action === 'file' && tier ? { tier } : {}) });
  const refused = step.error ? <InlineMessage tone="danger" what={step.error.message} /> : null;
  return (
    <>
      {action === 'file' ? (
        <Part label={registerText.tier}>
          <Chips
            label={registerText.tier}
            role="radio"
            chips={enterpriseTiers.map((value) => ({ value, word: enterpriseTierWords[value] }))}
            chosen={tier ? [tier] : []}
            onPress={setTier}
          />
        </Part>
      ) : null}
      <Part label={registerText.quick}>
        <Chips label={registerText.quick} chips={registerReasons[action].map((value) => ({ value, word: value }))} onPress={setReason} />
      </Part>
      <TextField
        id="step-reason"
        label={registerText.reason}
        hint={registerText.reasonHint}
        value={reason}
        maxLength={200}
        multiline
        onChange={setReason}
      />
      <Part label={registerText.day}>
        <DateField
          label={registerText.day}
          value={day}
          hint={registerText.dayHint(stepDays.from, stepDays.until)}
          error={dayFits ? null : registerText.dayWrong(stepDays.from, stepDays.until)}
          onChange={setDay}
        />
      </Part>
      {asking ? null : refused}
      <Action
        id={`step-${action}`}
        kind={action === 'remove' ? 'danger' : 'primary'}
        word={enterpriseActionWords[action]}
        busy={step.busy}
        disabled={!isReady}
        onPress={action === 'remove' ? () => setAsking(true) : send}
      />
      <Sheet
        open={asking}
        title={registerText.removeAsk(enterprise.name)}
        onClose={() => setAsking(false)}
        actions={[
          { word: enterpriseActionWords.remove, kind: 'danger', busy: step.busy, onPress: send },
          { word: registerText.keep, kind: 'text', onPress: () => setAsking(false) },
        ]}
      >
        {registerText.removeLoses}
        {refused}
      </Sheet>
    </>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View className={styles.part}>
      <View className={styles.label}>{label}</View>
      {children}
    </View>
  );
}
