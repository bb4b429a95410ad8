import type { Output } from '../../shared/contract';
import type { CaseAction } from '../../shared/rules/case-flow';
import { caseEventWords, dueText, leftText } from '../../shared/text/cases';
import { requestsText } from '../../shared/text/pages/requests';
import { ownCheckWords, refusedBecause, staffCheckWords } from '../../shared/text/text-checks';
import { whenText } from '../../shared/text/when';
import { StoredPhotos } from '../photos/StoredPhotos';
import type { TimelineProps } from '../components/Timeline';
import type { Tone } from '../components/tone';

type CaseDetail = Output<'cases.read'>;

const tones: Partial<Record<'file' | CaseAction, Tone>> = {
  askForMaterials: 'attention',
  complete: 'good',
  decline: 'danger',
  dispute: 'attention',
};

/** What the author, or staff, are told of words that colleagues may not read, or not yet (K4). */
export const checkLine = (check: CaseDetail['check'], words: typeof ownCheckWords = ownCheckWords): string | null =>
  check && [words[check.state], check.answer && refusedBecause(check.answer)].filter(Boolean).join('');

/** The history of a request, ended by the promised date while it is open. Internal notes come marked and only to staff, who give the word for it. */
export function caseTimeline(detail: Pick<CaseDetail, 'timeline' | 'clocks' | 'status'>, now: string, internalWord = ''): TimelineProps {
  const checkWords = internalWord ? staffCheckWords : ownCheckWords;
  const open = detail.clocks.find((clock) => clock.kind === 'processing' && !clock.stoppedAt);
  return {
    entries: detail.timeline.map((event, index) => ({
      id: `${event.at}-${index}`,
      what: event.internal && internalWord ? `${caseEventWords[event.action]}（${internalWord}）` : caseEventWords[event.action],
      who: event.by,
      when: whenText(event.at, now.slice(0, 10)),
      ...(event.text ? { note: event.check ? `${event.text}（${checkLine(event.check, checkWords)}）` : event.text } : {}),
      ...(event.photos.length > 0 ? { more: <StoredPhotos photos={event.photos} /> } : {}),
      tone: tones[event.action] ?? 'neutral',
    })),
    ...(open
      ? {
          promise: {
            what: requestsText.promised,
            when: open.pausedAt ? requestsText.materialsNext : `${dueText(open, now).trim()}，${leftText(open.dueAt, now)}`,
            tone: open.state === 'overdue' ? ('danger' as const) : open.state === 'due_soon' ? ('attention' as const) : ('accent' as const),
          },
        }
      : {}),
  };
}
