import { View } from '@tarojs/components';
import { guidingText } from '../../shared/text/pages/guiding';
import { kitText } from '../../shared/text/kit';
import { useSecondsUntil } from '../clock';
import { ActionBar } from '../components/ActionBar';
import { aria } from '../components/aria';
import { Countdown } from '../components/Countdown';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import type { Guiding } from './useGuiding';
import styles from './Waiting.module.scss';

type WaitingProps = { view: Guiding; code: string | null; onAgain: () => void; onCancel: () => void };

/** The six digits, until a guide has typed them. */
export function Waiting({ view, code, onAgain, onCancel }: WaitingProps) {
  const seconds = useSecondsUntil(view.codeUntil);
  const cancel = { id: 'guide-cancel', word: kitText.cancel, onPress: onCancel };
  const again = { id: 'guide-again', word: guidingText.another, onPress: onAgain };
  return (
    <PageFrame
      title={guidingText.ask}
      note={view.itemName}
      bottomBar={<ActionBar primary={code ? cancel : again} {...(code ? { secondary: again } : { secondary: cancel })} />}
    >
      {code ? (
        <Section title={guidingText.code}>
          <View id="guide-digits" className={styles.digits} {...aria({ label: [...code].join(' ') })}>
            {`${code.slice(0, 3)} ${code.slice(3)}`}
          </View>
          <View className={styles.note}>{guidingText.codeNote}</View>
          <Countdown seconds={seconds} word={guidingText.codeLeft} hurry={60} />
        </Section>
      ) : (
        <InlineMessage tone="attention" what={guidingText.codeUsedOnce} />
      )}
    </PageFrame>
  );
}
