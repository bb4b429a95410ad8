import { View } from '@tarojs/components';
import { useState } from 'react';
import { kitText } from '../../../shared/text/kit';
import { windowText } from '../../../shared/text/pages/window';
import { Action } from '../../components/Action';
import { TextField } from '../../components/TextField';
import styles from './GapNote.module.scss';

/** What is missing: one tap for the usual reasons, words for the rest. */
export function GapNote({ name, onSave, onCancel }: { name: string; onSave: (note: string) => void; onCancel: () => void }) {
  const [other, setOther] = useState<string | null>(null);
  return (
    <View className={styles.gap}>
      <View className={styles.what}>{`${name}：${windowText.gapWhat}`}</View>
      {other === null ? (
        <View className={styles.reasons}>
          {windowText.gapReasons.map((reason) => (
            <View key={reason} className={styles.reason}>
              <Action kind="plain" word={reason} onPress={() => onSave(reason)} />
            </View>
          ))}
          <View className={styles.reason}>
            <Action kind="plain" word={windowText.gapOther} onPress={() => setOther('')} />
          </View>
          <View className={styles.reason}>
            <Action kind="text" word={kitText.cancel} onPress={onCancel} />
          </View>
        </View>
      ) : (
        <>
          <TextField label={windowText.gapWhat} value={other} maxLength={200} focus onChange={setOther} />
          <Action word={windowText.gapSave} disabled={other.trim() === ''} onPress={() => onSave(other.trim())} />
          <Action kind="text" word={kitText.cancel} onPress={onCancel} />
        </>
      )}
    </View>
  );
}
