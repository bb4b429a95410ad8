import { View } from '@tarojs/components';
import { deskText } from '../../../shared/text/pages/desk';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { Section } from '../../components/Section';
import { dial } from '../../wechat/call';
import styles from './detail.module.scss';
import type { DeskCase } from './next-step';

/** Who asks, and how to reach them. Only owner and liaison officer get the whole number; a masked one is not dialled. */
export function Requester({ subject }: { subject: DeskCase }) {
  const phone = subject.requesterPhone;
  const whole = phone !== null && !phone.includes('*') ? phone : null;
  return (
    <Section title={deskText.requester}>
      <Facts
        facts={[
          [deskText.requester, subject.requesterName],
          [requestsText.enterpriseFact, subject.enterpriseName],
          [deskText.phone, phone],
        ]}
      />
      {subject.requesterIsCaller ? <View className={styles.below}>{deskText.caller}</View> : null}
      {phone ? (
        <View className={styles.below}>
          {whole ? <Action kind="plain" icon="phone" word={deskText.call} onPress={() => dial(whole)} /> : deskText.maskedPhone}
        </View>
      ) : null}
    </Section>
  );
}
