import type { Scene } from './scene';
import { people, type Who } from './people';

/** One object of the scene: whose it is in words, what names it, and everybody who reaches it. */
export type Thing = { of: string; value: string; who: readonly Who[] };
export type Kind = {
  /** A name of the right form that nothing has. */
  unknown: string;
  /** What an unknown one, and somebody else's, is answered with. */
  answer?: 'enterprise_required' | 'hold_expired' | 'person_unknown' | 'display_unknown' | 'wrong_state' | 'nothing_found' | 'not_duty_staff';
  things(scene: Scene): Thing[];
};

const zeros = '0'.repeat(26);
const everybody = people;

/** The east unit's window and desk, those above it, and likewise of the west. */
const window: Who[] = ['officer', 'secondOfficer', 'guide', 'unitHead', 'bureauHead'];
const officers: Who[] = ['officer', 'secondOfficer', 'unitHead', 'bureauHead'];
const westWindow: Who[] = ['westOfficer', 'strangerHead', 'bureauHead'];
const desk: Who[] = ['liaison', 'handler', 'secondHandler', 'unitHead', 'eastSupervisor', 'supervisor', 'bureauHead'];
const heads: Who[] = ['unitHead', 'eastSupervisor', 'supervisor', 'bureauHead'];
const westDesk: Who[] = ['strangerHandler', 'strangerHead', 'supervisor', 'bureauHead'];
/** Who tells people of the east hall by telephone, besides its window (functions/handlers/notice-calls.ts). */
const telephone: Who[] = ['liaison', 'handler', 'secondHandler'];
const west: Who[] = ['strangerHandler', 'strangerHead'];
const below: Who[] = ['belowHandler', 'belowHead'];
const firm: Who[] = ['employee', 'colleague'];
const team: Who[] = ['handler', 'officer'];
/** Of the bureau: whatever any of its staff may see of the units below. */
const allAdministrators: Who[] = ['administrator', 'securityAdministrator', 'auditAdministrator'];
const hallReaders: Who[] = [...window, 'eastSupervisor', 'supervisor', 'administrator'];
const westHallReaders: Who[] = [...westWindow, 'supervisor', 'administrator'];
const registerReaders: Who[] = ['liaison', 'unitHead', 'bureauHead', 'eastSupervisor', 'supervisor', 'administrator'];

const thing = (of: string, value: string, who: readonly Who[]): Thing => ({ of, value, who });
const kind = (unknown: string, things: (scene: Scene) => Thing[], answer?: Kind['answer']): Kind => ({
  unknown,
  things,
  ...(answer ? { answer } : {}),
});

/** Every request of the scene on both sides: who of the firm, and who of the staff, sees it. */
const deskCase = (of: string, value: string): Thing => thing(of, value, desk);
const withWest = (of: string, value: string): Thing => thing(of, value, [...desk, ...west]);
const withBelow = (of: string, value: string): Thing => thing(of, value, [...desk, ...below]);

/** What endpoints take, by kind; the first of each is the one with which a call succeeds. */
export const kinds = {
  unit: kind('no-such-unit', ({ units }) => [
    thing('the own unit', units.east, ['administrator', 'securityAdministrator']),
    thing('another city', 'dg-jiaojing', []),
  ]),
  dutyUnit: kind('no-such-unit', ({ units }) => [
    thing('the own unit', units.east, [...new Set<Who>([...desk, ...window, ...below, ...allAdministrators])]),
    thing('another channel', units.west, [...westDesk, 'westOfficer', ...allAdministrators]),
    thing('a station', units.below, []),
  ]),
  dutyPerson: kind(
    `per_${zeros}`,
    ({ people: ids }) => [
      thing('of the unit', ids.handler, ['unitHead', 'bureauHead', 'administrator']),
      thing('a citizen', ids.citizen, []),
      thing('of another unit', ids.strangerHandler, []),
    ],
    'not_duty_staff',
  ),
  staffMember: kind(`per_${zeros}`, ({ people: ids }) => [
    thing('of the unit', ids.handler, ['administrator', 'securityAdministrator']),
    thing('a citizen', ids.citizen, []),
    thing('of another unit', ids.strangerHandler, []),
  ]),
  boundMember: kind(`per_${zeros}`, ({ people: ids }) => [thing('of the unit', ids.handler, ['administrator']), thing('a citizen', ids.citizen, [])]),
  unboundMember: kind(`per_${zeros}`, ({ people: ids }) => [
    thing('of the unit', ids.unbound, ['administrator']),
    thing('a citizen', ids.citizen, []),
  ]),
  hall: kind('no-such-hall', ({ hall, westHall }) => [thing('east', hall, hallReaders), thing('west', westHall, westHallReaders)]),
  nearHall: kind('no-such-hall', ({ near, westHall }) => [thing('east', near, hallReaders), thing('west', westHall, westHallReaders)]),
  publicHall: kind('no-such-hall', ({ hall }) => [thing('any', hall, everybody)]),
  calendarEntry: kind(`hent_${zeros}`, ({ entries }) => [
    thing('of this hall', entries.east, ['unitHead', 'bureauHead', 'administrator']),
    thing('of another hall', entries.west, []),
  ]),

  ownAppointment: kind(`apt_${zeros}`, ({ booked, forKin, west: theirs }) => [
    thing("the citizen's", booked.id, ['citizen']),
    thing('for a relative', forKin.id, ['holder', 'kin']),
    thing("a stranger's", theirs.id, ['passerby']),
  ]),
  ownMovable: kind(`apt_${zeros}`, ({ booked, forKin, west: theirs }) => [
    thing("the citizen's", booked.id, ['citizen']),
    thing('for a relative', forKin.id, ['holder', 'kin']),
    thing('of an item that this hall does not take', theirs.id, []),
  ]),
  windowMovable: kind(`apt_${zeros}`, ({ booked, west: theirs }) => [
    thing('east', booked.id, window),
    thing('of an item that this hall does not take', theirs.id, []),
  ]),
  ownRebooked: kind(`apt_${zeros}`, ({ rebooked }) => [thing("the citizen's", rebooked.appointment, ['citizen'])]),
  rebooking: kind(`rebook_${zeros}`, ({ rebooked }) => [thing("the citizen's", rebooked.id, ['citizen'])]),
  toArrive: kind(`apt_${zeros}`, ({ toArrive }) => [thing("the citizen's", toArrive.id, ['citizen'])]),
  notExplained: kind(`apt_${zeros}`, ({ notExplained }) => [thing("the citizen's", notExplained, ['citizen'])]),
  windowAppointment: kind(`apt_${zeros}`, ({ booked, west: theirs }) => [thing('east', booked.id, window), thing('west', theirs.id, westWindow)]),
  serving: kind(`apt_${zeros}`, ({ serving }) => [thing('east', serving.id, window)]),
  refusing: kind(`apt_${zeros}`, ({ refusing }) => [thing('east', refusing.id, window)]),
  overdue: kind(`apt_${zeros}`, ({ overdue }) => [thing('east', overdue, window)]),
  explained: kind(`apt_${zeros}`, ({ explained }) => [thing('east', explained, window)]),
  arrivalCode: kind('ZZZZ2222', ({ toArrive, west: theirs }) => [thing('east', toArrive.code, window), thing('west', theirs.code, westWindow)]),
  windowSlot: kind(`slot_${zeros}`, ({ free }) => [thing('east', free.east, window), thing('west', free.west, westWindow)]),
  acceptance: kind(`acc_${zeros}`, ({ acceptance }) => [thing('east', acceptance.gap, officers)]),
  cleanAcceptance: kind(`acc_${zeros}`, ({ acceptance }) => [thing('east', acceptance.clean, officers)]),
  noticeCode: kind('ZZZZ2222', ({ refused }) => [thing('whoever has the code', refused.notice, everybody)]),
  waitingTicket: kind(`tick_${zeros}`, ({ tickets }) => [thing('east', tickets.waiting, window), thing('west', tickets.west, westWindow)]),
  servingTicket: kind(`tick_${zeros}`, ({ tickets }) => [thing('east', tickets.serving, window)]),
  calledTicket: kind(`tick_${zeros}`, ({ tickets }) => [thing('east', tickets.called, window)]),
  servedWalkIn: kind(`tick_${zeros}`, ({ served }) => [thing('east', served, window)]),
  parkedTicket: kind(`tick_${zeros}`, ({ tickets }) => [thing('east', tickets.parked, window)]),
  missedTicket: kind(`tick_${zeros}`, ({ tickets }) => [thing('east', tickets.missed, window)]),
  ticketInHand: kind(`tick_${zeros}`, ({ tickets }) => [thing('whoever has the ticket', tickets.waiting, everybody)]),
  displayToken: kind('z'.repeat(43), ({ display }) => [thing('whoever has the token', display.token, everybody)], 'display_unknown'),
  display: kind(`disp_${zeros}`, ({ display }) => [thing('east', display.id, ['unitHead', 'bureauHead'])]),
  green: kind(`green_${zeros}`, ({ green }) => [thing('east', green, officers)]),
  extra: kind(`extra_${zeros}`, ({ extra }) => [thing('of an item that no department owns', extra, ['administrator'])]),

  checklistCode: kind('ZZZZ2222', ({ ownList, openList }) => [
    thing('whoever has the code', ownList, everybody),
    thing('made without signing in', openList, everybody),
  ]),
  ownChecklist: kind('ZZZZ2222', ({ ownList, relativeList, openList }) => [
    thing("the citizen's", ownList, ['citizen']),
    thing("kin's", relativeList, ['kin']),
    thing('without an owner', openList, everybody),
  ]),
  formOfList: kind('ZZZZ2222', ({ ownList, relativeList }) => [
    thing("the citizen's", ownList, ['citizen']),
    thing("kin's", relativeList, ['kin', 'holder']),
  ]),
  waitChecklist: kind('ZZZZ2222', ({ waitEntry }) => [thing("kin's", waitEntry.ofKin, ['kin'])]),
  relative: kind(`rel_${zeros}`, ({ relativeId }) => [thing("the holder's", relativeId, ['holder'])]),
  relativeOfBoth: kind(`rel_${zeros}`, ({ relativeId }) => [thing("the holder's", relativeId, ['holder', 'kin'])]),
  hold: kind(`hold_${zeros}`, ({ hold }) => [thing("the citizen's", hold.id, ['citizen'])], 'hold_expired'),
  waitEntry: kind(`wait_${zeros}`, ({ waitEntry }) => [thing("the citizen's", waitEntry.id, ['citizen'])]),
  urgent: kind(`urg_${zeros}`, ({ urgent, urgentTaken }) => [
    thing("the citizen's", urgent, ['citizen']),
    thing("a stranger's", urgentTaken, ['passerby']),
  ]),
  urgentAtDesk: kind(`urg_${zeros}`, ({ urgent }) => [thing('east', urgent, [...desk, 'officer'])]),
  urgentTaken: kind(`urg_${zeros}`, ({ urgentTaken }) => [thing('east', urgentTaken, [...desk, 'officer'])]),
  urgentAnswered: kind(`urg_${zeros}`, ({ urgentAnswered }) => [thing('east', urgentAnswered, [...desk, 'officer'])]),
  rating: kind(`rate_${zeros}`, ({ rating }) => [thing("a stranger's", rating, ['passerby'])]),
  callerRating: kind(`rate_${zeros}`, ({ callerRating, rating }) => [
    thing('of a caller of the unit', callerRating, ['liaison', 'secondHandler', 'unitHead', 'eastSupervisor', 'supervisor', 'bureauHead']),
    thing('of somebody with an account', rating, []),
  ]),
  ratingGiven: kind(`rate_${zeros}`, ({ ratingGiven }) => [thing("the employee's", ratingGiven, ['employee'])]),
  remedy: kind(`rem_${zeros}`, ({ remedy }) => [thing('own unit', remedy, ['unitHead', 'bureauHead', 'eastSupervisor', 'supervisor'])]),
  ownReturn: kind(`ret_${zeros}`, ({ returnVisit }) => [thing("the firm's", returnVisit, firm)]),
  returnToCall: kind(`ret_${zeros}`, ({ returnVisit }) => [
    thing('not of who handled it', returnVisit, ['secondHandler', 'unitHead', 'bureauHead', 'eastSupervisor', 'supervisor']),
  ]),
  notice: kind(`note_${zeros}`, ({ notices }) => [
    thing("the citizen's", notices.citizen, ['citizen']),
    thing("the employee's", notices.employee, ['employee']),
  ]),

  register: kind('no-such-firm', (scene) => [
    thing('east', scene.firm, registerReaders),
    thing('west', scene.westFirm, ['strangerHead', 'bureauHead', 'supervisor', 'administrator']),
  ]),
  ownClaim: kind(`claim_${zeros}`, ({ claim }) => [thing("the claimant's", claim, ['outsider'])]),
  claim: kind(`claim_${zeros}`, ({ claim }) => [thing('east', claim, registerReaders)]),
  ownFirm: kind('no-such-firm', (scene) => [
    thing('the firm', scene.firm, firm),
    thing('another firm', scene.rivalFirm, ['rival']),
    thing('a firm of another unit', scene.westFirm, ['westEmployee']),
  ]),
  firmOfColleague: kind('no-such-firm', (scene) => [thing('the firm', scene.firm, firm), thing('another firm', scene.rivalFirm, [])]),
  /** Where a firm is named to work for it. */
  firmToWorkFor: kind(
    'no-such-firm',
    (scene) => [
      thing('the firm', scene.firm, firm),
      thing('another firm', scene.rivalFirm, ['rival']),
      thing('a firm of another unit', scene.westFirm, ['westEmployee']),
    ],
    'enterprise_required',
  ),
  firmAsFilter: kind(
    'no-such-firm',
    (scene) => [thing('the firm', scene.firm, firm), thing('another firm', scene.rivalFirm, ['rival'])],
    'nothing_found',
  ),
  colleague: kind(`per_${zeros}`, ({ people: ids }) => [thing('a member', ids.colleague, ['employee']), thing('of another firm', ids.rival, [])]),
  memberAtDesk: kind(
    `per_${zeros}`,
    ({ people: ids }) => [thing('a member', ids.employee, [...desk, ...west, ...below]), thing('of another firm', ids.rival, [])],
    'person_unknown',
  ),
  invitation: kind(`inv_${zeros}`, ({ invitation }) => [thing('the firm', invitation.id, firm)]),
  invitationCode: kind('ZZZZ2222ZZZZ2222', ({ invitation }) => [thing('whoever has the code', invitation.code, everybody)]),
  join: kind(`join_${zeros}`, ({ join }) => [thing('the firm', join, firm)]),

  ownCase: kind(`case_${zeros}`, ({ cases }) => [
    thing('the firm', cases.main, firm),
    thing('another firm', cases.rival, ['rival']),
    thing('a firm of another unit', cases.west, ['westEmployee']),
  ]),
  caseOfFirm: kind(`case_${zeros}`, ({ cases }) => [
    thing('the firm', cases.main, firm),
    thing('another firm', cases.rival, []),
    thing('a third', cases.west, []),
  ]),
  ownFiled: kind(`case_${zeros}`, ({ cases }) => [thing('the firm', cases.filed, firm)]),
  ownWaiting: kind(`case_${zeros}`, ({ cases }) => [thing('the firm', cases.waiting, firm)]),
  ownDone: kind(`case_${zeros}`, ({ cases }) => [thing('the firm', cases.done, firm)]),
  deskCase: kind(`case_${zeros}`, ({ cases }) => [
    deskCase('own unit', cases.main),
    thing('another unit', cases.west, westDesk),
    withWest('own unit, another helps', cases.helped),
    withWest('own unit, referred', cases.referred),
    withBelow('own unit, one below puts right', cases.danger),
    withWest('own unit, another is invited', cases.meeting),
    deskCase('own unit, another firm', cases.rival),
    deskCase('own unit, the other has helped', cases.helpGiven),
    deskCase('own unit, the conference is over', cases.decided),
  ]),
  filed: kind(`case_${zeros}`, ({ cases }) => [deskCase('own unit', cases.filed)]),
  main: kind(`case_${zeros}`, ({ cases }) => [deskCase('own unit', cases.main), thing('another unit', cases.west, westDesk)]),
  onHold: kind(`case_${zeros}`, ({ cases }) => [deskCase('own unit', cases.onHold)]),
  extension: kind(`case_${zeros}`, ({ cases }) => [deskCase('own unit', cases.extension)]),
  referred: kind(`case_${zeros}`, ({ cases }) => [withWest('own unit', cases.referred)]),
  withSupervisor: kind(`case_${zeros}`, ({ cases }) => [deskCase('own unit', cases.withSupervisor)]),
  train: kind(`case_${zeros}`, ({ cases }) => [deskCase('own unit', cases.train)]),
  helped: kind(`case_${zeros}`, ({ cases }) => [withWest('own unit', cases.helped)]),
  danger: kind(`case_${zeros}`, ({ cases }) => [withBelow('own unit', cases.danger)]),
  reported: kind(`case_${zeros}`, ({ cases }) => [withBelow('own unit', cases.reported)]),
  help: kind(`ast_${zeros}`, ({ help }) => [thing('of this request', help, ['strangerHandler', 'strangerHead', 'bureauHead'])], 'wrong_state'),
  helpOfAnother: kind(`ast_${zeros}`, (scene) => [thing('of another request', scene.otherHelp, [])], 'wrong_state'),
  rectification: kind(`rect_${zeros}`, ({ dangers }) => [
    withBelow('of this request', dangers.ordered),
    thing('of another request', dangers.reported, []),
  ]),
  conference: kind(`conf_${zeros}`, ({ conference }) => [withWest('own unit', conference)]),
  heldConference: kind(`conf_${zeros}`, ({ heldConference }) => [withWest('own unit', heldConference)]),
  task: kind(`task_${zeros}`, ({ task }) => [thing('west', task, westDesk)]),
  handlerOfUnit: kind(
    `per_${zeros}`,
    ({ people: ids }) => [
      thing('of the unit', ids.secondHandler, ['unitHead', 'eastSupervisor', 'supervisor', 'bureauHead']),
      thing('of another unit', ids.strangerHandler, []),
    ],
    'person_unknown',
  ),

  taskOwner: kind(
    `per_${zeros}`,
    ({ people: ids }) => [
      thing('of a unit that works on it', ids.strangerHead, ['strangerHandler', 'strangerHead', 'supervisor', 'bureauHead']),
      thing('a citizen', ids.citizen, []),
    ],
    'person_unknown',
  ),
  caller: kind(`case_${zeros}`, ({ caller }) => [deskCase('own unit', caller)]),
  ownQuestion: kind(`cons_${zeros}`, ({ question, answered }) => [
    thing("the citizen's", question, ['citizen']),
    thing("a stranger's", answered, ['passerby']),
  ]),
  ownAnswered: kind(`cons_${zeros}`, ({ answered }) => [thing("a stranger's", answered, ['passerby'])]),
  question: kind(`cons_${zeros}`, ({ question }) => [thing('own unit', question, desk)]),
  answered: kind(`cons_${zeros}`, ({ answered }) => [thing('own unit', answered, desk)]),
  ownComplaint: kind(`comp_${zeros}`, ({ complaints }) => [
    thing("the citizen's", complaints.filed, ['citizen']),
    thing("a stranger's", complaints.aboutHead, ['passerby']),
    thing('without a name', complaints.anonymous, []),
  ]),
  complaintCode: kind('ZZZZ2222ZZZZ2222', ({ complaints }) => [thing('whoever has the code', complaints.code, everybody)]),
  complaint: kind(`comp_${zeros}`, ({ complaints }) => [
    thing('own unit', complaints.filed, heads),
    thing('own unit, without a name', complaints.anonymous, heads),
    thing('about the head of the own unit', complaints.aboutHead, ['eastSupervisor', 'supervisor', 'bureauHead']),
    thing('by the head of the own unit', complaints.byHead, ['eastSupervisor', 'supervisor', 'bureauHead']),
  ]),
  complaintTaken: kind(`comp_${zeros}`, ({ complaints }) => [thing('own unit', complaints.taken, heads)]),
  knowledge: kind('no-such-answer', ({ knowledge }) => [thing('own unit', knowledge, desk)]),
  guideSession: kind(`guide_${zeros}`, ({ guideSession }) => [thing("the citizen's", guideSession, ['citizen', 'guide'])]),
  ownGuideSession: kind(`guide_${zeros}`, ({ guideSession }) => [thing("the citizen's", guideSession, ['citizen'])]),
  formSession: kind(`guide_${zeros}`, ({ formSession }) => [thing("a stranger's", formSession, ['passerby'])]),
  noticeCall: kind(`ring_${zeros}`, ({ noticeCall }) => [thing('east', noticeCall, [...window, 'liaison', 'handler', 'secondHandler'])]),
  callAppointment: kind(`apt_${zeros}`, ({ booked, west: theirs }) => [
    thing('east', booked.id, [...window, 'liaison', 'handler', 'secondHandler']),
    thing('west', theirs.id, [...westWindow, 'strangerHandler']),
  ]),
  file: kind(`file_${zeros}`, (scene) => [
    thing('on its way', scene.ownPhoto, ['employee']),
    thing('of a request', scene.photos.ofFirm, [...firm, ...desk]),
    thing('internal', scene.photos.internal, desk),
    thing('proof of a claim', scene.proof, ['liaison', 'unitHead', 'bureauHead']),
    thing('of a question', scene.questionPhoto, ['citizen', ...desk]),
  ]),
  ownFile: kind(`file_${zeros}`, (scene) => [thing('on its way', scene.ownPhoto, ['employee']), thing('of a request', scene.photos.ofFirm, [])]),
  ownQuestionPhoto: kind(`file_${zeros}`, (scene) => [
    thing('of a question', scene.questionPhoto, ['citizen']),
    thing('on its way', scene.ownPhoto, []),
    thing('of a request', scene.photos.ofFirm, []),
  ]),

  ownVisit: kind(`visit_${zeros}`, ({ visits }) => [
    thing('the firm', visits.asked, firm),
    thing('another firm', visits.planned, ['rival']),
    thing('a firm of another unit', visits.west, ['westEmployee']),
  ]),
  asked: kind(`visit_${zeros}`, ({ visits }) => [thing('own unit', visits.asked, desk), thing('another unit', visits.west, westDesk)]),
  approved: kind(`visit_${zeros}`, ({ visits }) => [thing('own unit', visits.approved, desk)]),
  planned: kind(`visit_${zeros}`, ({ visits }) => [thing('own unit', visits.planned, [...desk, 'officer'])]),
  arrived: kind(`visit_${zeros}`, ({ visits }) => [thing('own unit', visits.arrived, [...desk, 'officer'])]),
  tomorrow: kind(`visit_${zeros}`, ({ visits }) => [thing('own unit', visits.tomorrow, [...desk, 'officer'])]),
  plan: kind(`plan_${zeros}`, ({ plan }) => [thing('own unit', plan, [...desk, 'officer'])]),
  nextPlan: kind(`plan_${zeros}`, ({ nextPlan }) => [thing('own unit', nextPlan, [...desk, 'officer'])]),
  ownGroup: kind(`group_${zeros}`, (scene) => [
    thing('the firm', scene.group, [...firm, 'liaison', ...team, 'secondHandler', 'secondOfficer', 'unitHead', 'bureauHead']),
  ]),
  placedGroup: kind(`group_${zeros}`, (scene) => [
    thing('the firm', scene.placedGroup, [...firm, 'liaison', ...team, 'secondHandler', 'secondOfficer', 'unitHead', 'bureauHead']),
  ]),
  groupOfFirm: kind(`group_${zeros}`, (scene) => [thing('the firm', scene.group, firm)]),

  problem: kind(`prob_${zeros}`, ({ problem }) => [thing('own unit', problem, ['eastSupervisor', 'supervisor'])]),
  otherProblem: kind(`prob_${zeros}`, ({ otherProblem }) => [thing('own unit', otherProblem, ['eastSupervisor', 'supervisor'])]),
  supervisedCase: kind(`case_${zeros}`, ({ alike, cases }) => [
    thing('own unit', alike[2] ?? '', ['eastSupervisor', 'supervisor']),
    thing('another unit', cases.west, ['supervisor']),
  ]),
  issue: kind(`sys_${zeros}`, ({ issue }) => [thing('own unit', issue, ['secondHandler', 'eastSupervisor', 'supervisor'])]),
  textCheck: kind(`check_${zeros}`, ({ textChecks }) => [
    thing('own unit', textChecks.own, desk),
    thing(
      'by whoever decides',
      textChecks.ofDesk,
      desk.filter((who) => who !== 'handler'),
    ),
    thing('another unit', textChecks.west, westDesk),
  ]),
  letter: kind(`out_${zeros}`, ({ letter }) => [thing('of the city', letter, ['administrator'])]),
} satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** What is named in answers to more than those who reach it by one of the kinds above: both sides of a request, and what belongs to it. */
export function alsoSeen(scene: Scene): Thing[] {
  const { cases, visits } = scene;
  const { rival, west: westCase, spare, ...own } = cases;
  return [
    ...[...Object.values(own), scene.caller, scene.alike[2] ?? ''].map((id) => thing('the firm', id, [...firm, ...desk])),
    ...[rival, spare, scene.alike[1] ?? ''].map((id) => thing('another firm', id, ['rival', ...desk])),
    thing('a firm of another unit', westCase, ['westEmployee', ...westDesk]),
    ...[visits.asked, visits.approved, visits.arrived, visits.tomorrow].map((id) => thing('the firm', id, [...firm, ...desk])),
    thing('another firm', visits.planned, ['rival', ...desk]),
    ...[scene.toArrive, scene.finished, scene.refused, scene.refusing, scene.serving, scene.called].map(({ id }) =>
      thing('the citizen', id, ['citizen', ...window, ...telephone]),
    ),
    ...[scene.rebooked.appointment, scene.notExplained, scene.explained, scene.overdue].map((id) =>
      thing('the citizen', id, ['citizen', ...window, ...telephone]),
    ),
    ...Object.values(scene.tickets).map((id) => thing('the citizen', id, ['citizen'])),
    thing('the citizen', scene.extra, ['citizen', ...window, ...telephone]),
    ...[scene.acceptance.gap, scene.acceptance.clean].map((id) => thing('the citizen', id, ['citizen', ...window, ...telephone])),
    ...Object.values(scene.entries).map((id) => thing('a hall', id, [...hallReaders, ...westHallReaders])),
    ...[scene.help, scene.otherHelp, ...Object.values(scene.dangers)].map((id) => thing('own unit', id, [...desk, ...below])),
    thing('own unit', scene.task, desk),
    // Whoever has a task sees the number of its request, not the request.
    thing('own unit', cases.decided, west),
    ...[scene.plan, scene.nextPlan].map((id) => thing('the firm', id, [...firm, 'rival'])),
    ...[scene.group, scene.visitGroup, scene.placedGroup].map((id) => thing('the firm', id, [...firm, ...registerReaders])),
    // Whoever tells people by telephone sees what they were told.
    thing('the citizen', scene.notices.citizen, [...window, ...telephone]),
    thing('the holder', scene.urgentAnswered, ['holder']),
    thing('a stranger', scene.urgentTaken, ['passerby']),
    thing('the holder', scene.complaints.taken, ['holder']),
    thing('the head of the own unit', scene.complaints.byHead, ['unitHead']),
    // The answer that the code opens names it.
    thing('whoever has the code', scene.complaints.anonymous, everybody),
  ];
}
