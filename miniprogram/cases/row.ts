import type { Output } from '../../shared/contract';
import { pausedText, untilText } from '../../shared/text/cases';
import type { ListRowProps } from '../components/ListRow';
import { caseState } from '../states';

export type CaseRow = Output<'cases.list'>['cases'][number];

/** A request in a list: what it is, its state, who has it, until when. `now` is an instant. */
export function caseRow(row: CaseRow, now: string): ListRowProps {
  return {
    id: row.id,
    title: row.title,
    note: [row.number, row.enterpriseName].filter(Boolean).join(' · '),
    state: caseState(row.status),
    who: `${row.unitName} · ${row.ownerName}`,
    ...(row.nearestClock
      ? { until: untilText(row.nearestClock, now) }
      : row.status === 'awaiting_materials' || row.status === 'on_hold'
        ? { until: pausedText }
        : {}),
  };
}
