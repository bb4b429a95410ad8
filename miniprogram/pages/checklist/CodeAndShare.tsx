import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { checklistText } from '../../../shared/text/pages/checklist';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { QrSheet } from '../../components/QrSheet';
import { Section } from '../../components/Section';
import { checklistLink } from '../../links';
import { paths } from '../../paths';
import { ShareButton } from '../../wechat/ShareButton';
import styles from './CodeAndShare.module.scss';

/** The short code to read out or show, and passing the list on to family. */
export function CodeAndShare({ checklist }: { checklist: Output<'checklists.read'> }) {
  const [isShown, setShown] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <Section title={checklistText.codeName}>
      <View className={styles.code} id="checklist-code">
        {checklist.code}
      </View>
      <View className={styles.note}>{checklistText.contract}</View>
      {copied === null ? null : (
        <InlineMessage tone={copied ? 'good' : 'attention'} what={copied ? checklistText.copied : checklistText.copyFailed} />
      )}
      <View className={styles.action}>
        <Action kind="plain" icon="qr-code" word={checklistText.showCode} onPress={() => setShown(true)} />
      </View>
      <ShareButton
        word={checklistText.share}
        title={checklistText.shareTitle(checklist.itemName)}
        path={paths.checklist(checklist.code)}
        onCopied={setCopied}
      />
      <QrSheet
        open={isShown}
        title={checklistText.codeName}
        payload={checklistLink(checklist.code)}
        code={checklist.code}
        note={checklistText.codeHelp}
        onClose={() => setShown(false)}
      />
    </Section>
  );
}
