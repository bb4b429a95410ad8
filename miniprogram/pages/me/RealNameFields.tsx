import { View } from '@tarojs/components';
import { useState } from 'react';
import { type DocumentKind, documentKinds } from '../../../shared/rules/id-number-documents';
import { documentNames } from '../../../shared/text/id-number';
import { realNameText } from '../../../shared/text/pages/me';
import { Action } from '../../components/Action';
import { CheckLine } from '../../components/CheckLine';
import { Chips } from '../../components/Chips';
import { TextField } from '../../components/TextField';
import styles from './text-action.module.scss';
import type { RealName } from './useRealName';

/** Name, document, number, and consent in its own line (PIPL art. 29). */
export function RealNameFields({ realName: { form, problems, change }, consent = realNameText.consent }: { realName: RealName; consent?: string }) {
  const [isChoosing, setChoosing] = useState(false);
  const choose = (idKind: DocumentKind) => {
    change({ idKind });
    setChoosing(false);
  };
  return (
    <View>
      <TextField
        id="real-name"
        label={realNameText.name}
        placeholder={realNameText.namePlaceholder}
        value={form.name}
        maxLength={30}
        error={problems.name ?? null}
        onChange={(name) => change({ name })}
      />
      <TextField
        id="id-number"
        label={documentNames[form.idKind]}
        kind={form.idKind === 'resident_id' ? 'idcard' : 'text'}
        placeholder={realNameText.numberPlaceholder}
        value={form.idNumber}
        maxLength={30}
        error={problems.idNumber ?? null}
        onChange={(idNumber) => change({ idNumber })}
      />
      {isChoosing ? (
        <Chips
          role="radio"
          label={realNameText.kind}
          chips={documentKinds.map((kind) => ({ value: kind, word: documentNames[kind] }))}
          chosen={[form.idKind]}
          onPress={choose}
        />
      ) : (
        <View className={styles.line}>
          <Action kind="text" icon="id-card" word={realNameText.otherKind} onPress={() => setChoosing(true)} />
        </View>
      )}
      <CheckLine
        id="consent"
        checked={form.consent}
        word={consent}
        error={problems.consent ?? null}
        onChange={(agreed) => change({ consent: agreed })}
      />
    </View>
  );
}
