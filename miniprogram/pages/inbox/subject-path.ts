import type { Output } from '../../../shared/contract';
import { paths } from '../../paths';

/** Where a notice leads: to the appointment, the request or the list it is about; null when it is about none. */
export function subjectPath({ kind, subjectId }: Output<'notices.list'>['notices'][number]): string | null {
  if (kind === 'claim_refused' || kind === 'claim_rival' || kind === 'member_removed' || kind === 'join_refused' || kind === 'join_lapsed')
    return paths.enterprises;
  if (subjectId?.startsWith('urg_')) return kind.startsWith('staff_') ? paths.deskUrgent(subjectId) : paths.urgent(subjectId);
  if (subjectId?.startsWith('comp_')) return kind.startsWith('staff_') ? paths.deskComplaint(subjectId) : paths.complaintOne(subjectId);
  if (subjectId?.startsWith('cons_')) return kind.startsWith('staff_') ? paths.deskConsultation(subjectId) : paths.consultation(subjectId);
  if (kind.startsWith('staff_duty_') && subjectId) return paths.deskDuty(subjectId);
  if (kind === 'staff_knowledge_review') return paths.deskKnowledge;
  if (subjectId?.startsWith('rem_')) return paths.deskRemedy(subjectId);
  if (subjectId?.startsWith('ret_')) return kind.startsWith('staff_') ? paths.deskReturn(subjectId) : paths.returnVisit(subjectId);
  if (kind === 'staff_claim_filed' && subjectId) return paths.deskClaim(subjectId);
  if (!subjectId || kind.startsWith('staff_')) return kind.startsWith('staff_') ? paths.desk : null;
  if (kind === 'checklist_changed') return paths.checklist(subjectId);
  if (kind.startsWith('claim_') || kind.startsWith('join_') || kind === 'principal_handed_over') return paths.members(subjectId);
  if (subjectId.startsWith('rel_')) return paths.relatives;
  if (subjectId.startsWith('rate_')) return paths.rating(subjectId);
  if (subjectId.startsWith('wait_')) return paths.waiting;
  if (subjectId.startsWith('apt_')) return paths.appointment(subjectId);
  return subjectId.startsWith('case_') ? paths.request(subjectId) : null;
}
