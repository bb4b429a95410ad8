import { useRef, useState } from 'react';
import { erasureBlockerWords } from '../../../shared/text/erasure';
import { erasureText } from '../../../shared/text/pages/erasure';
import { ApiError, call } from '../../api';
import { useServiceDay } from '../../clock';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { startAt, stepBack } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { Refusal } from '../../Refusal';
import { setEnding, useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { uuid } from '../../uuid';
import { Parts } from './Parts';

/** A9: what would be deleted and what would stay, with the ground; then, asked once more, it is deleted. */
export default function ErasurePage() {
  const me = useMe();
  const today = useServiceDay();
  const read = useRead('stored.erasure', {}, { enabled: me !== undefined, keep: false });
  const [isAsking, setAsking] = useState(false);
  const isFree = read.data !== undefined && read.data.blockers.length === 0;
  const bar = isFree ? (
    <ActionBar
      note={erasureText.again}
      primary={{ id: 'erase-next', word: erasureText.next, onPress: () => setAsking(true) }}
      secondary={{ id: 'erase-keep', word: erasureText.keep, onPress: () => stepBack(paths.stored) }}
    />
  ) : null;
  return (
    <PageFrame title={erasureText.title} note={erasureText.note} bottomBar={me ? bar : null}>
      <SignedIn>
        {() => (
          <Reading read={read}>
            {({ blockers, parts }) =>
              blockers.length > 0 ? (
                <Section title={erasureText.blocked} kind="bare">
                  {blockers.map((blocker) => (
                    <InlineMessage key={blocker} tone="attention" {...erasureBlockerWords[blocker]} />
                  ))}
                </Section>
              ) : (
                <>
                  <Parts parts={parts} today={today} words={erasureText} />
                  <Section title={erasureText.ended}>
                    <Points points={erasureText.endings} />
                  </Section>
                  <Section title={erasureText.kept}>
                    <Points points={erasureText.keptNotes} />
                  </Section>
                </>
              )
            }
          </Reading>
        )}
      </SignedIn>
      {isAsking ? <Asking onEnd={() => setAsking(false)} /> : null}
    </PageFrame>
  );
}

/** The second step. An answer that was lost is looked up by the code on the page of the receipt: the session has ended by then. */
function Asking({ onEnd }: { onEnd: () => void }) {
  const code = useRef(uuid());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const erase = async () => {
    setBusy(true);
    setError(null);
    setEnding(true);
    try {
      await call('stored.erase', { code: code.current }, { key: code.current });
    } catch (failed) {
      if (!(failed instanceof ApiError)) throw failed;
      if (failed.code !== 'offline' && failed.code !== 'session_expired') {
        setEnding(false);
        setBusy(false);
        setError(failed);
        return;
      }
    }
    startAt(paths.erasureReceipt(code.current));
  };
  return (
    <Sheet
      open
      title={erasureText.sure}
      onClose={onEnd}
      actions={[
        { id: 'erase-confirm', word: erasureText.confirm, kind: 'danger', busy, onPress: () => void erase() },
        { id: 'erase-stop', word: erasureText.keep, kind: 'text', onPress: onEnd },
      ]}
    >
      {error ? <Refusal tone="attention" error={error} /> : <InlineMessage what={erasureText.loses} next={erasureText.again} />}
    </Sheet>
  );
}
