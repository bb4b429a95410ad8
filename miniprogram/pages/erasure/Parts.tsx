import type { Output } from '../../../shared/contract';
import { erasureGroundWords } from '../../../shared/text/erasure';
import { erasureText } from '../../../shared/text/pages/erasure';
import { purposeWords } from '../../../shared/text/personal-data';
import { dayText } from '../../../shared/text/when';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';

type Part = Output<'stored.erasure'>['parts'][number];
type Words = { goes: string; stays: string };

/** What goes and what stays, by what it was kept for; with the ground and until when. `today`: a year is named when it is another. */
export function Parts({ parts, today, words }: { parts: readonly Part[]; today: string; words: Words }) {
  const going = parts.filter(({ goes }) => goes > 0);
  const staying = parts.filter(({ stays }) => stays > 0);
  return (
    <>
      {going.length > 0 ? (
        <Section title={words.goes} kind="rows">
          {going.map(({ purpose, goes }) => (
            <ListRow key={purpose} id={`goes-${purpose}`} title={purposeWords[purpose]} note={erasureText.counts(goes)} />
          ))}
        </Section>
      ) : null}
      {staying.length > 0 ? (
        <Section title={words.stays} kind="rows">
          {staying.map(({ purpose, stays, grounds }) => (
            <ListRow
              key={purpose}
              id={`stays-${purpose}`}
              title={purposeWords[purpose]}
              note={[erasureText.counts(stays), ...grounds.map(({ ground }) => erasureGroundWords[ground])].join(' · ')}
              until={[...new Set(grounds.map((kept) => untilText(kept, today)))].join('；')}
            />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function untilText({ ground, until }: Part['grounds'][number], today: string): string {
  if (until !== null) return erasureText.until(dayText(until, today));
  return ground === 'open' || ground === 'identity' ? erasureText.open : erasureText.standing;
}
