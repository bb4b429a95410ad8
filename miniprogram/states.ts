import type { WaitStatus } from '../shared/rules/wait-list';
import { waitStatusWords } from '../shared/text/wait-list';
import type { AcceptanceStatus } from '../shared/rules/acceptance-flow';
import type { AppointmentStatus } from '../shared/rules/appointment-flow';
import type { ClockState } from '../shared/rules/case-clocks';
import type { CaseStatus } from '../shared/rules/case-flow';
import type { ConferenceStatus } from '../shared/rules/conference-flow';
import type { EnterpriseStatus } from '../shared/rules/enterprise-flow';
import type { FormState } from '../shared/rules/form';
import type { GroupResult } from '../shared/rules/group-list';
import type { GreenDocumentAction } from '../shared/rules/green-ground';
import type { HomeVisitStatus } from '../shared/rules/home-visit-flow';
import type { TaskStanding } from '../shared/rules/task-flow';
import type { SystemicStatus } from '../shared/rules/systemic-flow';
import type { ClaimStatus } from '../shared/rules/claim-flow';
import type { ExplanationState } from '../shared/rules/no-show';
import type { InvitationState } from '../shared/rules/membership';
import type { TicketStatus } from '../shared/rules/ticket-flow';
import { acceptanceStatusWords } from '../shared/text/acceptances';
import { appointmentStatusWords } from '../shared/text/appointments';
import { caseStatusWords, clockStateWords } from '../shared/text/cases';
import { conferenceStatusWords, taskStandingWords } from '../shared/text/conferences';
import { enterpriseStatusWords } from '../shared/text/enterprises';
import { claimStatusWords, invitationStateWords } from '../shared/text/pages/enterprise';
import { formStateWords } from '../shared/text/form';
import { explanationStateWords } from '../shared/text/pages/explanations';
import { type GreenDocumentStanding, greenStandingWords } from '../shared/text/pages/green';
import { systemicStatusWords } from '../shared/text/systemic';
import { groupResultWords } from '../shared/text/groups';
import { homeVisitStatusWords } from '../shared/text/home-visits';
import { deskTicketWords } from '../shared/text/tickets';
import type { IconName } from './components/icon-names';
import type { State, Tone } from './components/tone';

type Sign = { tone: Tone; icon?: IconName };

const appointmentSigns: Record<AppointmentStatus, Sign> = {
  booked: { tone: 'attention', icon: 'hourglass' },
  confirmed: { tone: 'accent', icon: 'calendar' },
  arrived: { tone: 'accent', icon: 'ticket' },
  in_service: { tone: 'accent' },
  fulfilled: { tone: 'good' },
  incomplete: { tone: 'attention', icon: 'file-text' },
  cancelled: { tone: 'neutral', icon: 'circle-x' },
  no_show: { tone: 'neutral', icon: 'ban' },
};

const acceptanceSigns: Record<AcceptanceStatus, Sign> = {
  open: { tone: 'accent', icon: 'clock' },
  completed: { tone: 'good' },
  discontinued: { tone: 'neutral', icon: 'circle-x' },
};

const ticketSigns: Record<TicketStatus, Sign> = {
  waiting: { tone: 'attention', icon: 'hourglass' },
  called: { tone: 'accent', icon: 'megaphone' },
  serving: { tone: 'accent' },
  parked: { tone: 'neutral', icon: 'hourglass' },
  done: { tone: 'good' },
  missed: { tone: 'neutral', icon: 'skip-forward' },
};

const caseSigns: Record<CaseStatus, Sign> = {
  submitted: { tone: 'attention', icon: 'phone' },
  contacted: { tone: 'attention', icon: 'hourglass' },
  accepted: { tone: 'accent' },
  awaiting_materials: { tone: 'attention', icon: 'file-text' },
  on_hold: { tone: 'neutral', icon: 'hourglass' },
  awaiting_sign_off: { tone: 'accent', icon: 'hourglass' },
  completed: { tone: 'good' },
  declined: { tone: 'neutral', icon: 'circle-x' },
  withdrawn: { tone: 'neutral', icon: 'circle-x' },
};

const conferenceSigns: Record<ConferenceStatus, Sign> = {
  convened: { tone: 'attention', icon: 'users' },
  decided: { tone: 'good' },
  cancelled: { tone: 'neutral', icon: 'circle-x' },
};

const taskSigns: Record<TaskStanding, Sign> = {
  running: { tone: 'accent', icon: 'clock' },
  due_soon: { tone: 'attention' },
  overdue: { tone: 'danger' },
  done: { tone: 'good' },
  dropped: { tone: 'neutral', icon: 'circle-x' },
};

const homeVisitSigns: Record<HomeVisitStatus, Sign> = {
  asked: { tone: 'attention', icon: 'hourglass' },
  approved: { tone: 'attention', icon: 'calendar' },
  planned: { tone: 'accent', icon: 'car' },
  arrived: { tone: 'accent', icon: 'map-pin' },
  done: { tone: 'good' },
  declined: { tone: 'neutral', icon: 'circle-x' },
  cancelled: { tone: 'neutral', icon: 'circle-x' },
};

const groupResultSigns: Record<GroupResult, Sign> = {
  waiting: { tone: 'attention', icon: 'hourglass' },
  done: { tone: 'good' },
  missing: { tone: 'attention', icon: 'file-text' },
  absent: { tone: 'neutral', icon: 'circle-x' },
};

const formSigns: Record<FormState, Sign> = {
  none: { tone: 'neutral', icon: 'file-text' },
  draft: { tone: 'attention', icon: 'file-text' },
  filled: { tone: 'good' },
};

const clockSigns: Record<ClockState, Sign> = {
  running: { tone: 'accent', icon: 'clock' },
  due_soon: { tone: 'attention' },
  overdue: { tone: 'danger' },
  paused: { tone: 'neutral', icon: 'hourglass' },
  met: { tone: 'good' },
  missed: { tone: 'danger' },
};

const enterpriseSigns: Record<EnterpriseStatus, Sign> = {
  unlisted: { tone: 'neutral' },
  filing: { tone: 'attention', icon: 'file-text' },
  review: { tone: 'attention', icon: 'hourglass' },
  registered: { tone: 'good' },
  suspended: { tone: 'attention', icon: 'ban' },
  removed: { tone: 'neutral', icon: 'circle-x' },
};

const systemicSigns: Record<SystemicStatus, Sign> = {
  open: { tone: 'accent', icon: 'users' },
  solved: { tone: 'good' },
  dropped: { tone: 'neutral', icon: 'circle-x' },
};

const claimSigns: Record<ClaimStatus, Sign> = {
  filed: { tone: 'attention', icon: 'hourglass' },
  approved: { tone: 'good' },
  refused: { tone: 'danger' },
  withdrawn: { tone: 'neutral', icon: 'circle-x' },
};

const invitationSigns: Record<InvitationState, Sign> = {
  open: { tone: 'good' },
  used_up: { tone: 'neutral', icon: 'users' },
  expired: { tone: 'neutral', icon: 'clock' },
  revoked: { tone: 'neutral', icon: 'circle-x' },
};

const waitSigns: Record<WaitStatus, Sign> = {
  waiting: { tone: 'neutral', icon: 'hourglass' },
  offered: { tone: 'accent', icon: 'bell' },
  accepted: { tone: 'good' },
  left: { tone: 'neutral', icon: 'log-out' },
  passed: { tone: 'neutral', icon: 'circle-x' },
  closed: { tone: 'neutral', icon: 'circle-x' },
};

const explanationSigns: Record<ExplanationState, Sign> = {
  waiting: { tone: 'attention', icon: 'hourglass' },
  accepted: { tone: 'good' },
  refused: { tone: 'neutral', icon: 'circle-x' },
};

const greenSigns: Record<GreenDocumentStanding, Sign> = {
  holds: { tone: 'good' },
  over: { tone: 'neutral', icon: 'clock' },
  withdrawn: { tone: 'neutral', icon: 'circle-x' },
};

/** The tags of every status: word, colour and icon together. */
export const appointmentState = (status: AppointmentStatus): State => ({ word: appointmentStatusWords[status], ...appointmentSigns[status] });
export const acceptanceState = (status: AcceptanceStatus): State => ({ word: acceptanceStatusWords[status], ...acceptanceSigns[status] });
export const waitState = (status: WaitStatus): State => ({ word: waitStatusWords[status], ...waitSigns[status] });
export const ticketState = (status: TicketStatus): State => ({ word: deskTicketWords[status], ...ticketSigns[status] });
export const enterpriseState = (status: EnterpriseStatus): State => ({ word: enterpriseStatusWords[status], ...enterpriseSigns[status] });
export const claimState = (status: ClaimStatus): State => ({ word: claimStatusWords[status], ...claimSigns[status] });
export const invitationTag = (state: InvitationState): State => ({ word: invitationStateWords[state], ...invitationSigns[state] });
export const caseState = (status: CaseStatus): State => ({ word: caseStatusWords[status], ...caseSigns[status] });
export const conferenceState = (status: ConferenceStatus): State => ({ word: conferenceStatusWords[status], ...conferenceSigns[status] });
export const taskState = (standing: TaskStanding): State => ({ word: taskStandingWords[standing], ...taskSigns[standing] });
export const systemicState = (status: SystemicStatus): State => ({ word: systemicStatusWords[status], ...systemicSigns[status] });
export const groupResultState = (result: GroupResult): State => ({ word: groupResultWords[result], ...groupResultSigns[result] });
export const homeVisitState = (status: HomeVisitStatus): State => ({ word: homeVisitStatusWords[status], ...homeVisitSigns[status] });
export const clockTag = (state: ClockState): State => ({ word: clockStateWords[state], ...clockSigns[state] });
export const explanationTag = (state: ExplanationState): State => ({ word: explanationStateWords[state], ...explanationSigns[state] });
export const greenDocumentState = ({ action, holds }: { action: GreenDocumentAction; holds: boolean }): State => {
  const standing = action === 'withdraw' ? 'withdrawn' : holds ? 'holds' : 'over';
  return { word: greenStandingWords[standing], ...greenSigns[standing] };
};
export const formState = (state: FormState): State => ({ word: formStateWords[state], ...formSigns[state] });
