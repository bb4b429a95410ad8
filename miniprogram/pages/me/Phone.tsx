import { View } from '@tarojs/components';
import { useState } from 'react';
import { meText } from '../../../shared/text/pages/me';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import { hasPhoneButton, PhoneButton } from '../../wechat/PhoneButton';
import styles from './text-action.module.scss';
import { Refusal } from '../../Refusal';

const mobile = /^1[3-9]\d{9}$/;

/** The number at which a person can be reached: from WeChat's button, or typed. Nothing depends on it. */
export function Phone({ phoneMasked }: { phoneMasked: string | null }) {
  const [isChanging, setChanging] = useState(false);
  const [isTyping, setTyping] = useState(!hasPhoneButton);
  const [phone, setPhone] = useState('');
  const [isWrong, setWrong] = useState(false);
  const save = useAct('me.setPhone', { refreshes: ['me.read'], onDone: () => setChanging(false) });
  const submit = () => {
    if (mobile.test(phone.trim())) void save.run({ phone: phone.trim() });
    else setWrong(true);
  };
  if (phoneMasked && !isChanging) {
    return (
      <View>
        {save.error === null && phone ? <InlineMessage tone="good" what={meText.phoneSaved} /> : null}
        <Facts facts={[[meText.phone, phoneMasked]]} />
        <View className={styles.line}>
          <Action kind="text" word={meText.changePhone} onPress={() => setChanging(true)} />
        </View>
      </View>
    );
  }
  return (
    <View>
      {phoneMasked ? null : <InlineMessage what={meText.noPhone} />}
      {save.error ? <Refusal error={save.error} /> : null}
      <PhoneButton word={meText.fromWechat} onCode={(code) => void save.run({ code })} onRefused={() => setTyping(true)} />
      {isTyping ? (
        <>
          <TextField
            id="phone"
            label={meText.phone}
            kind="phone"
            maxLength={11}
            placeholder={meText.phonePlaceholder}
            hint={meText.phoneWhy}
            error={isWrong ? meText.phoneWrong : null}
            value={phone}
            onChange={(next) => {
              setPhone(next);
              setWrong(false);
            }}
          />
          <Action id="save-phone" kind="plain" word={meText.savePhone} busy={save.busy} onPress={submit} />
        </>
      ) : null}
    </View>
  );
}
