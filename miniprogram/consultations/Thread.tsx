import type { Output } from '../../shared/contract';
import { questionsText } from '../../shared/text/pages/consultations';
import { whenText } from '../../shared/text/when';
import { Section } from '../components/Section';
import { StateTag } from '../components/StateTag';
import { Timeline } from '../components/Timeline';
import { StoredPhotos } from '../photos/StoredPhotos';
import { consultationState } from './state';

type Question = Pick<Output<'consultations.read'>, 'itemName' | 'status' | 'thread' | 'unitName'>;

const words = { ask: questionsText.asked, ask_on: questionsText.askedOn, answer: questionsText.answered, close: questionsText.closed } as const;

/** What was asked and answered, for both sides. */
export function Thread({ question: { itemName, status, thread, unitName }, asker }: { question: Question; asker: string }) {
  return (
    <Section title={itemName ?? questionsText.ask} aside={<StateTag {...consultationState(status)} />}>
      <Timeline
        entries={thread.map(({ at, action, side, by, text, photos }, index) => ({
          id: String(index),
          what: words[action],
          when: whenText(at),
          who: side === 'asker' ? asker : side === 'staff' ? questionsText.who(unitName, by) : questionsText.service,
          note: text ?? (side === 'service' ? questionsText.closedByItself : ''),
          ...(photos.length > 0 ? { more: <StoredPhotos photos={photos} /> } : {}),
          tone: action === 'answer' ? ('good' as const) : ('neutral' as const),
        }))}
      />
    </Section>
  );
}
