import type { EndpointName } from '../../../shared/contract/routes';
import type { Who } from './people';
import { among, anyone, at, by, everybodyBut, machine, person, type Row, staff } from './row';

const desk = staff('liaison', 'handler', 'unit_head', 'supervisor');
const heads = staff('unit_head', 'supervisor');
const handlers = staff('handler', 'unit_head');
const supervisors = staff('supervisor');
const consultationDesk = staff('liaison', 'handler', 'unit_head', 'supervisor', 'officer', 'guide');
const register = staff('liaison', 'unit_head', 'supervisor', 'administrator');
const everyStaff = staff('officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator');
const systemic = staff('handler', 'unit_head', 'liaison', 'supervisor');

/** Of those who see a request of the own unit: who holds it or looks after the firm, and heads. */
const party: Who[] = ['handler', 'liaison', 'unitHead', 'bureauHead'];
const helping: Who[] = ['strangerHandler', 'strangerHead', 'bureauHead'];
const conveners: Who[] = ['unitHead', 'bureauHead', 'eastSupervisor', 'supervisor'];
const reason = () => ({ reason: '说明理由一句' });
const text = () => ({ text: '说明情况一句话' });
const visit = { kind: 'acceptance', need: 'many_people', people: 1, address: '创新路 8 号', opens: '09:00', closes: '17:30' };
const matter = { category: 'handling', title: '又一件诉求', body: '门前这条路限行货车。' };
const narrows = 'narrows what is within reach';
const publicUnit = 'units are public';
const leadersPublic = 'who leads the city is public';

/** Enterprises, requests, visits, and what follows. */
export const caseRows: Partial<Record<EndpointName, Row>> = {
  'enterprises.mine': person(),
  'enterprises.leaders': person(),
  'claims.file': person({
    rest: ({ town }) => ({
      uscc: '91990001MA0000001X',
      name: '又一家厂',
      town,
      capacity: 'authorised',
      legalRepresentative: '某人',
      licenceIssuedOn: '2020-05-20',
    }),
    does: [],
  }),
  'claims.mine': person(),
  'claims.withdraw': person(at('ownClaim')),
  'claims.review': register(),
  'claims.read': register(at('claim')),
  'claims.decide': staff('liaison', 'unit_head')(at('claim', () => ({ approve: false, ...reason() }))),
  'members.list': person(at('ownFirm')),
  'members.invite': person(at('ownFirm', () => ({ hours: 24, uses: 1 }), ['employee'])),
  'members.revoke': person(at('invitation', undefined, ['employee'])),
  'members.invitation': person(at('invitationCode', undefined, undefined, 'code')),
  'members.join': person(at('invitationCode', undefined, everybodyBut('employee', 'colleague', 'passerby'), 'code')),
  'members.decide': person(at('join', () => ({ admit: true }), ['employee'])),
  'members.remove': person(
    at('firmOfColleague', ({ people }) => ({ personId: people.colleague }), ['employee']),
    among(
      ['employee'],
      by('personId', 'colleague', ({ firm }) => ({ id: firm })),
    ),
  ),
  'members.leave': person(at('ownFirm', undefined, ['colleague'])),
  'members.handOver': person(
    at('firmOfColleague', ({ people }) => ({ personId: people.colleague }), ['employee']),
    among(
      ['employee'],
      by('personId', 'colleague', ({ firm }) => ({ id: firm })),
    ),
  ),
  'register.list': register(),
  'register.read': register(at('register')),
  'register.services': staff('liaison', 'unit_head', 'supervisor')(at('register')),
  'register.act': register(
    at('register', () => ({ action: 'suspend', ...reason() }), ['unitHead', 'bureauHead', 'eastSupervisor', 'supervisor', 'administrator']),
  ),

  'register.setThroughTrain': staff(
    'supervisor',
    'administrator',
  )(at('register', () => ({ on: false, ...reason() }), ['eastSupervisor', 'supervisor', 'administrator'])),

  'cases.file': person(
    by('enterpriseId', 'firmToWorkFor', () => matter),
    { free: { leaderId: leadersPublic } },
  ),
  'cases.list': person({}, by('enterpriseId', 'firmAsFilter')),
  'cases.read': person(at('ownCase')),
  'cases.withdraw': person(at('ownFiled', undefined, ['employee'])),
  'cases.dispute': person(at('ownDone', text)),
  'cases.similar': person(by('enterpriseId', 'firmToWorkFor', () => ({ words: '限行货车' }))),
  'cases.remark': person(at('ownCase', text)),
  'cases.supply': person(at('ownWaiting', text)),

  'desk.list': desk({ free: { enterpriseId: narrows, unitId: narrows } }),
  'desk.read': desk(at('deskCase')),
  'desk.reach': desk(),
  'desk.units': desk(),
  'desk.enterprises': desk({ rest: () => ({ words: '试办' }) }),
  'desk.takeDown': desk(
    by('requester.personId', 'memberAtDesk', ({ firm }) => ({ enterpriseId: firm, channel: 'phone', ...matter })),
    { free: { enterpriseId: 'whoever is called first takes a request down, for any firm', leaderId: leadersPublic } },
  ),
  'desk.supplyFor': desk(at('caller', () => ({ ...text(), toldBy: 'phone' }), [...party, 'eastSupervisor', 'supervisor'])),
  'desk.contact': desk(at('main', text, [...party, 'eastSupervisor', 'supervisor'])),
  'desk.assign': heads(
    at('main', ({ people }) => ({ handlerId: people.secondHandler })),
    among(
      conveners,
      by('handlerId', 'handlerOfUnit', ({ cases }) => ({ id: cases.main })),
    ),
  ),
  'desk.accept': handlers(at('filed')),
  'desk.classify': heads(at('main', () => ({ complexity: 'complex', ...reason() }))),
  'desk.askForMaterials': desk(at('main', text, party)),
  'desk.hold': desk(at('main', reason, party)),
  'desk.resume': desk(at('onHold', text, party)),
  'desk.refer': desk(
    at('main', ({ units }) => ({ unitId: units.west, ...reason() }), ['handler', 'secondHandler', 'unitHead', 'bureauHead']),
    {
      free: { unitId: publicUnit },
    },
  ),
  'desk.acceptReferral': handlers(at('referred', undefined, ['strangerHandler', 'strangerHead', 'bureauHead'])),
  'desk.returnReferral': handlers(at('referred', reason, ['strangerHandler', 'strangerHead', 'bureauHead'])),
  'desk.direct': supervisors(
    at('withSupervisor', ({ units }) => ({ unitId: units.east, ...reason() })),
    { free: { unitId: publicUnit } },
  ),
  'desk.askAssistance': desk(
    at('main', ({ units }) => ({ unitId: units.west, question: '邻镇路段是否限行' }), [...party, 'secondHandler']),
    { free: { unitId: publicUnit } },
  ),
  'desk.answerAssistance': handlers(
    at('helped', ({ help }) => ({ assistanceId: help, ...text() }), ['strangerHandler', 'strangerHead', 'bureauHead']),
    among(
      helping,
      by('assistanceId', 'help', ({ cases }) => ({ id: cases.helped, ...text() })),
    ),
    among(
      helping,
      by('assistanceId', 'helpOfAnother', ({ cases }) => ({ id: cases.helped, ...text() })),
    ),
  ),
  'desk.askExtension': desk(at('main', () => ({ workingDays: 3, ...reason() }), party)),
  'desk.decideExtension': heads(at('extension', () => ({ grant: true, ...reason() }))),
  'desk.orderRectification': desk(
    at(
      'main',
      ({ units, staffPhotos }) => ({ hazard: '路口有盲区', place: '厂前路', unitId: units.below, workingDays: 3, photos: [staffPhotos.handler] }),
      ['handler'],
    ),
    { free: { unitId: publicUnit } },
  ),
  'desk.reportRectification': desk(
    at('danger', ({ dangers, staffPhotos }) => ({ rectificationId: dangers.ordered, text: '已经装上凸面镜', photos: [staffPhotos.belowHandler] }), [
      'belowHandler',
    ]),
    by(
      'rectificationId',
      'rectification',
      ({ cases, staffPhotos }) => ({ id: cases.danger, text: '已经装上凸面镜', photos: [staffPhotos.belowHandler] }),
      ['belowHandler'],
    ),
  ),
  'desk.recheckRectification': desk(
    at('reported', ({ dangers }) => ({ rectificationId: dangers.reported, pass: true, ...text() }), [
      ...party,
      'secondHandler',
      'eastSupervisor',
      'supervisor',
    ]),
    by('rectificationId', 'rectification', ({ cases }) => ({ id: cases.danger, pass: true, ...text() }), []),
  ),
  'desk.cancelRectification': heads(
    at('danger', ({ dangers }) => ({ rectificationId: dangers.ordered, ...reason() }), conveners),
    by('rectificationId', 'rectification', ({ cases }) => ({ id: cases.danger, ...reason() }), conveners),
  ),
  'desk.note': desk(at('main', text)),
  'desk.complete': desk(
    at('main', () => ({ outcome: 'settled', ...text() }), party),
    { free: { 'next.ownerId': 'a colleague by id; who is none is refused' } },
  ),
  'desk.signOff': supervisors(at('train')),
  'desk.sendBack': supervisors(at('train', reason)),
  'desk.decline': handlers(at('filed', text)),

  'conferences.ofCase': desk(at('deskCase')),
  'conferences.convene': heads(
    at('main', ({ units, now }) => ({
      unitIds: [units.west],
      questions: '由谁牵头上门',
      place: '三楼会议室',
      startsAt: new Date(Date.parse(now) + 86_400_000).toISOString(),
    })),
    { free: { unitIds: publicUnit } },
  ),
  'conferences.move': heads(
    at('conference', ({ now }) => ({ startsAt: new Date(Date.parse(now) + 90_000_000).toISOString(), place: '二楼', ...reason() }), conveners),
  ),
  'conferences.answer': handlers(at('conference', () => ({ attendance: 'coming' }), ['strangerHandler', 'strangerHead', 'bureauHead'])),
  'conferences.opine': handlers(at('conference', text, ['strangerHandler', 'strangerHead', 'bureauHead'])),
  'conferences.decide': heads(
    at(
      'heldConference',
      ({ units }) => ({ attendedIds: [units.west], decision: '由邻镇牵头上门', outward: '两家单位已商定。', tasks: [] }),
      conveners,
    ),
    { free: { attendedIds: 'of the units invited', 'tasks.ownerId': 'a colleague by id; who is none is refused' } },
  ),
  'conferences.cancel': heads(at('conference', reason, conveners)),
  'tasks.list': everyStaff(),
  'tasks.read': everyStaff(at('task')),
  'tasks.finish': everyStaff(at('task', () => ({ result: '设备已经备好' }))),

  'tasks.handOn': everyStaff(
    at('task', ({ people }) => ({ ownerId: people.strangerHead, ...reason() })),
    among(
      ['strangerHandler', 'strangerHead', 'supervisor', 'bureauHead'],
      by('ownerId', 'taskOwner', ({ task }) => ({ id: task, ...reason() })),
    ),
  ),

  'consultations.ask': person({
    rest: ({ units }) => ({ text: '又一个问题，何时办结', unitId: units.east }),
    free: { unitId: publicUnit },
  }),
  'consultations.list': person(),
  'consultations.read': person(at('ownQuestion')),
  'consultations.askOn': person(at('ownAnswered', () => ({ text: '还想再问一句' }))),
  'consultations.close': person(at('ownQuestion')),
  'consultationDesk.list': consultationDesk(),
  'consultationDesk.read': consultationDesk(at('question')),
  'consultationDesk.answer': consultationDesk(at('question', () => ({ text: '可以提前三十天' }))),
  'complaints.file': anyone({
    rest: ({ units }) => ({ kind: 'service', text: '排队两个小时没有人理', anonymous: false, unitId: units.east }),
    free: { unitId: publicUnit, hallId: 'halls are public', 'refused.code': 'a code of the contract' },
  }),
  'complaints.lookUp': anyone(at('complaintCode', undefined, undefined, 'code')),
  'complaints.list': person(),
  'complaints.read': person(at('ownComplaint')),
  'complaints.withdraw': person(at('ownComplaint')),
  'complaintDesk.list': heads(),
  'complaintDesk.read': heads(at('complaint')),
  'complaintDesk.take': heads(at('complaint')),
  'complaintDesk.answer': heads(at('complaintTaken', text, ['unitHead'])),
  'knowledge.search': anyone({ rest: () => ({ query: '居住证' }) }),
  'knowledge.read': anyone({ rest: ({ knowledge }) => ({ code: knowledge }), free: { code: 'answers are public' } }),
  'knowledgeDesk.draft': desk(at('answered')),
  'knowledgeDesk.make': desk(
    at('answered', () => ({
      question: '居住证签注要多久',
      phrasings: ['签注要几天'],
      answer: '到期前三十天内可以签注。',
      items: [],
      reviewOn: '2027-03-01',
    })),
  ),
  'textChecks.list': desk(),
  'textChecks.decide': desk(at('textCheck', () => ({ approve: true }))),
  'knowledgeDesk.list': desk(),
  'knowledgeDesk.renew': desk(at('knowledge', () => ({ reviewOn: '2027-05-01' }), undefined, 'code')),

  'files.upload': person({ silent: 'makes an own file; tests/functions/files.test.ts' }),
  'files.read': person(at('file')),
  'files.copy': person(at('ownQuestionPhoto')),
  'files.remove': person(at('ownFile')),

  'visits.ask': person(
    by('enterpriseId', 'firmToWorkFor', () => visit),
    among(
      ['employee', 'colleague'],
      by('caseId', 'caseOfFirm', ({ firm }) => ({ enterpriseId: firm, ...visit })),
    ),
    among(
      ['employee', 'colleague'],
      by('groupId', 'groupOfFirm', ({ firm }) => ({ enterpriseId: firm, ...visit })),
    ),
  ),
  'visits.list': person(),
  'visits.read': person(at('ownVisit')),
  'visits.cancel': person(at('ownVisit', reason)),
  'visitDesk.waiting': desk(),
  'visitDesk.offer': desk(at('main', () => visit)),
  'visitDesk.decide': desk(at('asked', () => ({ approve: true }), conveners)),
  'visitDesk.plan': desk(
    by('visitIds[]', 'approved', ({ people }) => ({ day: '2026-11-27', leavesAt: '09:00', memberIds: [people.handler], equipment: ['采集箱'] })),
    { free: { memberIds: 'colleagues of the unit; others are refused' } },
  ),
  'visitDesk.calendar': everyStaff(),
  'visitDesk.readPlan': everyStaff(at('plan')),
  'visitDesk.cancelPlan': desk(at('nextPlan', reason)),
  'visitDesk.reschedule': desk(at('tomorrow', reason)),
  'visitDesk.arrive': everyStaff(at('planned', undefined, ['handler', 'officer'])),
  'visitDesk.leave': everyStaff(at('arrived', () => ({ result: '已经办完', peopleDone: 1 }), ['handler', 'officer'])),
  'visitDesk.group': everyStaff(at('arrived')),
  'visitDesk.tick': everyStaff(at('arrived', () => ({ seq: 1, result: 'done' }), ['handler', 'officer'])),
  'groups.template': person({ rest: () => ({ itemCode: 'residence-permit-apply' }) }),
  'groups.upload': person(by('enterpriseId', 'firmToWorkFor', () => ({ itemCode: 'residence-permit-apply', file: new Uint8Array([1, 2, 3]) }))),
  'groups.list': person(),
  'groups.read': person(at('ownGroup')),
  'groups.blockDays': person(at('ownGroup'), { free: { hallId: 'halls are public' } }),
  'groups.book': person(
    at('ownGroup', () => ({ hallId: 'guancheng', date: '2026-11-25' })),
    { free: { hallId: 'halls are public' } },
  ),
  'groups.cancelPlace': person(at('placedGroup', () => ({ seq: 1 }))),
  'groups.mine': person(),

  'ratings.open': person(),
  'ratings.give': person(at('rating', () => ({ level: 5, reasons: [] }))),
  'ratings.mine': person(),
  'ratings.read': person(at('ratingGiven'), at('rating')),
  'ratingDesk.read': desk(at('callerRating')),
  'ratingDesk.take': desk(at('callerRating', () => ({ level: 5, reasons: [] }))),
  'ratings.rateRemedy': person(at('ratingGiven', () => ({ level: 5 }), [])),
  'ratingFigures.list': staff('unit_head', 'supervisor', 'administrator')({ rest: () => ({ from: '2026-11-01', until: '2026-11-23', by: 'unit' }) }),
  'returnVisits.read': person(at('ownReturn')),
  'returnVisits.answer': person(at('ownReturn', () => ({ solved: true }))),
  'returnVisitDesk.list': desk(),
  'returnVisitDesk.read': desk(at('returnToCall')),
  'returnVisitDesk.reveal': desk(at('returnToCall')),
  'returnVisitDesk.takeDown': desk(at('returnToCall', () => ({ result: 'solved' }))),
  'remedies.list': heads(),
  'remedies.read': heads(at('remedy')),
  'remedies.reveal': heads(at('remedy', reason)),
  'remedies.contact': heads(at('remedy', () => ({ reached: true, ...text() }))),
  'remedies.classify': heads(at('remedy', reason)),
  'remedies.verify': heads(at('remedy', () => ({ finding: 'confirmed', ...text() }), [])),
  'remedies.solve': heads(at('remedy', text, [])),
  'remedies.explain': heads(at('remedy', () => ({ rule: '居住证管理条例', ...text() }), [])),
  'remedies.appeal': heads(at('remedy', () => ({ ground: 'false', ...reason() }), [])),
  'remedies.review': supervisors(at('remedy', () => ({ uphold: true, ...reason() }), [])),
  'notices.list': person(),
  'notices.read': person(at('notice')),
  'notices.readAll': person(),
  'notices.grant': person({ rest: () => ({ templates: ['case_accepted'] }) }),

  'problems.list': supervisors(),
  'problems.read': supervisors(at('problem')),
  'systemic.owners': supervisors({ rest: () => ({ words: '承办' }) }),
  'systemic.open': supervisors(
    by('groupId', 'otherProblem', ({ alike, people }) => ({ caseIds: [alike[2]], title: '限行', ownerId: people.handler, day: '2026-12-20' })),
    by('caseIds[]', 'supervisedCase', ({ otherProblem, people }) => ({
      groupId: otherProblem,
      title: '限行',
      ownerId: people.handler,
      day: '2026-12-20',
    })),
    { free: { ownerId: 'somebody whom the supervisor supervises; others are refused' } },
  ),
  'systemic.list': systemic(),
  'systemic.read': systemic(at('issue')),
  'systemic.add': supervisors(
    at('issue', ({ alike }) => ({ caseIds: [alike[2]] })),
    by('caseIds[]', 'supervisedCase', ({ issue }) => ({ id: issue })),
  ),
  'systemic.takeOut': supervisors(
    at('issue', ({ alike }) => ({ caseId: alike[0], ...reason() })),
    { free: { caseId: 'of this issue' } },
  ),
  'systemic.amend': supervisors(
    at('issue', () => ({ day: '2026-12-25', ...reason() })),
    {
      free: { ownerId: 'somebody whom the supervisor supervises; others are refused' },
    },
  ),
  'systemic.solve': systemic(at('issue', text)),
  'systemic.drop': supervisors(at('issue', reason)),

  'supervision.board': heads(),
  'supervision.cases': heads({ free: { unitId: narrows } }),
  'settings.list': staff('administrator')(),
  'settings.promised': anyone(),
  'settings.change': staff('administrator')({ rest: () => ({ name: 'holdMinutes', from: 5, to: 6, ...reason() }), does: [] }),
  // days before the scene: the log names everything, so whose entries are read is in tests/functions/audit.test.ts
  'audit.search': staff('audit_administrator')({ rest: () => ({ from: '2026-01-01', until: '2026-01-31' }) }),
  'operations.deadLetters': staff('administrator')(),
  'operations.retry': staff('administrator')(at('letter')),
  'exchange.receiveOrder': machine({ free: { eventId: 'the machine proves itself by a signature', orderNumber: 'of 12345' } }),
};
