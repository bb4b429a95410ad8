import { useDidHide, useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { privacyText } from '../shared/text/pages/privacy';
import { InlineMessage } from './components/InlineMessage';
import { Sheet } from './components/Sheet';
import { useAskedConsent } from './consent';
import { go } from './go';
import { paths } from './paths';
import { useRead } from './query';
import type { ConsentPurpose } from '../shared/rules/consents';

/** What the tap just made needs the person to agree to first (K5). Said yes, the same tap goes on; what was typed stays either way. */
export function AskedConsent() {
  const asked = useAskedConsent();
  const [isShown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  if (!asked || !isShown) return null;
  return <Question purpose={asked.purpose} version={asked.version} say={asked.say} />;
}

function Question({ purpose, version, say }: { purpose: ConsentPurpose; version: string; say: (agreed: boolean) => void }) {
  const { data, error, refresh } = useRead('privacy.read', { purpose, version });
  return (
    <Sheet
      open
      title={data?.title ?? privacyText.asked}
      onClose={() => say(false)}
      actions={[
        data
          ? { id: 'consent-agree', word: privacyText.agree, onPress: () => say(true) }
          : { word: error ? privacyText.again : privacyText.reading, busy: !error, onPress: refresh },
        { kind: 'plain', word: privacyText.whole, onPress: () => go(paths.privacy(purpose, version)) },
        { id: 'consent-refuse', kind: 'text', word: privacyText.refuse, onPress: () => say(false) },
      ]}
    >
      {data ? <InlineMessage what={data.ask} next={data.without} /> : null}
      {error ? <InlineMessage tone="danger" what={privacyText.unread} /> : null}
    </Sheet>
  );
}
