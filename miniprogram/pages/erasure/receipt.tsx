import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { erasureText } from '../../../shared/text/pages/erasure';
import { whenText } from '../../../shared/text/when';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Points } from '../../components/Points';
import { startAt } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { forgetSession, setEnding } from '../../session';
import { readTokens } from '../../tokens';
import { Parts } from './Parts';

/** The receipt of a deletion: for who has no account any more, so nothing here asks to sign in. */
export default function ErasureReceiptPage() {
  const code = useRouter().params.code ?? '';
  const read = useRead('stored.receipt', { code }, { keep: false });
  const isThere = read.data !== undefined;
  const isNot = read.error?.code === 'not_found';
  useEffect(() => {
    if (isThere && readTokens() !== null) forgetSession();
    if (isNot) setEnding(false);
  }, [isThere, isNot]);
  useEffect(() => () => setEnding(false), []);
  const bar = isThere ? <ActionBar primary={{ id: 'receipt-home', word: erasureText.home, onPress: () => startAt(paths.home) }} /> : null;
  return (
    <PageFrame title={erasureText.receipt} bottomBar={bar}>
      {isNot ? (
        <InlineMessage
          tone="attention"
          what={erasureText.notDone}
          next={erasureText.notDoneNext}
          action={{ word: erasureText.retry, onPress: () => startAt(paths.stored) }}
        />
      ) : (
        <Reading read={read}>
          {({ at, parts }) => (
            <>
              <InlineMessage tone="good" what={erasureText.done(whenText(at))} next={erasureText.doneNext} />
              <Parts parts={parts} today={shanghaiDay(at)} words={{ goes: erasureText.went, stays: erasureText.stayed }} />
              <Section title={erasureText.kept}>
                <Points points={erasureText.keptNotes} />
              </Section>
            </>
          )}
        </Reading>
      )}
    </PageFrame>
  );
}
