import { View } from '@tarojs/components';
import { dangerIn } from '../../../shared/rules/danger-words';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { dial } from '../../wechat/call';
import styles from './DangerCall.module.scss';

/** Words of danger put 110 on top of the page at once. Needs no network and stays in sight while the person writes on. */
export function DangerCall({ words }: { words: string }) {
  const danger = dangerIn(words);
  if (!danger) return null;
  const { alsoCall } = danger;
  return (
    <View className={styles.danger}>
      <InlineMessage tone="danger" what={requestsText.danger(danger.word)} next={requestsText.dangerNext} />
      <Action id="call-110" icon="phone" word={requestsText.call110} onPress={() => dial('110')} />
      {alsoCall ? (
        <View className={styles.also}>
          <Action id={`call-${alsoCall}`} kind="danger" icon="phone" word={requestsText.call[alsoCall]} onPress={() => dial(alsoCall)} />
        </View>
      ) : null}
    </View>
  );
}
