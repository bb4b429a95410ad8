import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { checklistText } from '../../../shared/text/pages/checklist';
import { mapPageText } from '../../../shared/text/pages/map';
import { addressOf } from '../../api';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { openDocument, type Opened } from '../../wechat/open-document';
import styles from './CodeAndShare.module.scss';

/** The list on paper and as a picture. */
export function Paper({ checklist }: { checklist: Output<'checklists.read'> }) {
  const [busy, setBusy] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = async () => {
    setBusy(true);
    setOpened(null);
    setOpened(await openDocument(addressOf('checklists.notice', { code: checklist.code })));
    setBusy(false);
  };
  return (
    <Section title={checklistText.paper}>
      <View className={styles.note}>{checklistText.paperNote}</View>
      {opened === 'not_fetched' ? <InlineMessage tone="attention" what={checklistText.noticeNotFetched} /> : null}
      {opened === 'not_shown' ? <InlineMessage tone="attention" what={checklistText.noticeNotShown} /> : null}
      <View className={styles.action}>
        <Action kind="plain" id="notice" icon="file-text" word={checklistText.notice} busy={busy} onPress={() => void open()} />
      </View>
      <Action kind="plain" id="map" icon="navigation" word={mapPageText.openMine} onPress={() => go(paths.checklistMap(checklist.code))} />
    </Section>
  );
}
