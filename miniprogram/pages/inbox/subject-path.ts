import type { Output } from '../../../shared/contract';
import { paths } from '../../paths';

/** Where a notice leads: to the appointment, the request or the list it is about; null when it is about none. */
export function subjectPath({ kind, subjectId }: Output<'notices.list'>['notices'][number]): string | null {
  if (!subjectId || kind.startsWith('staff_')) return kind.startsWith('staff_') ? paths.desk : null;
  if (kind === 'checklist_changed') return paths.checklist(subjectId);
  if (subjectId.startsWith('apt_')) return paths.appointment(subjectId);
  return subjectId.startsWith('case_') ? paths.request(subjectId) : null;
}
