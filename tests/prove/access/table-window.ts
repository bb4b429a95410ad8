import { idCheckCharacter } from '../../../shared/rules/id-number';
import { consentsInForce } from '../../../shared/rules/consents';
import type { EndpointName } from '../../../shared/contract/routes';
import type { Who } from './people';
import { among, anyone, at, by, everybodyBut, person, type Row, staff } from './row';

const administrators = staff('administrator');
const workers = staff(
  'officer',
  'guide',
  'liaison',
  'handler',
  'unit_head',
  'supervisor',
  'administrator',
  'security_administrator',
  'audit_administrator',
);
const dutyKeepers: readonly Who[] = ['unitHead', 'bureauHead', 'administrator'];
const hallReaders = staff('officer', 'guide', 'unit_head', 'supervisor', 'administrator');
const window = staff('officer', 'guide', 'unit_head');
const officers = staff('officer', 'unit_head');
const calls = staff('officer', 'guide', 'liaison', 'handler', 'unit_head');
const urgentDesk = staff('liaison', 'handler', 'unit_head', 'supervisor', 'officer', 'guide');

const reason = () => ({ reason: '说明理由一句' });
const visitor = { name: '来人甲', idKind: 'resident_id', idNumber: `99000119900307031${idCheckCharacter('99000119900307031')}` };
const code = 'made by the phone that asks to be forgotten, at random: 22 signs and more';
const byCode = 'whoever has the code of a list, on paper or on a phone, may use it at a window';

/** Sessions, people, halls, appointments, the queue. */
export const windowRows: Partial<Record<EndpointName, Row>> = {
  'session.signIn': anyone({ silent: 'asks WeChat', free: { code: 'a code of WeChat' } }),
  'session.refresh': anyone({ rest: () => ({ refreshToken: 'r'.repeat(43) }), does: [] }),
  'session.signOut': person(),
  'binding.bind': person({
    rest: () => ({ code: 'ABCD2345', phone: '13800000000' }),
    does: [],
    free: { code: 'a code used once, counted per person and phone' },
  }),
  'secondFactor.state': person(),
  'secondFactor.begin': person({ silent: 'its answer is a new secret each time; tests/functions/second-factor.test.ts' }),
  'secondFactor.enrol': person({ rest: () => ({ code: '000000' }), does: [], free: { code: 'six digits' } }),
  'secondFactor.pass': person({ rest: () => ({ code: '000000' }), does: [], free: { code: 'six digits' } }),
  'channels.list': anyone(),
  'me.read': person(),
  'me.verifyRealName': person({ silent: 'asks the real-name service' }),
  'me.accesses': person(),
  'privacy.read': anyone({ rest: () => ({ purpose: 'notice' }) }),
  'consents.mine': person(),
  'consents.give': person({ rest: () => ({ purpose: 'identity', version: consentsInForce.identity, page: 'pages/me/index' }) }),
  'consents.withdraw': person({
    silent: 'takes back what the other calls need; tests/functions/consents.test.ts',
    rest: () => ({ purpose: 'identity', page: 'pages/me/index' }),
  }),
  'stored.read': person(),
  'stored.export': person({ silent: 'an .xlsx, packed with the time of packing; tests/functions/stored.test.ts' }),
  'stored.erasure': person(),
  'stored.erase': person({ silent: 'ends the account; tests/functions/erasure.test.ts', rest: () => ({ code: 'e'.repeat(22) }), free: { code } }),
  'stored.receipt': anyone({ rest: () => ({ code: 'e'.repeat(22) }), does: [], free: { code } }),
  'me.setPhone': person({ rest: () => ({ phone: '13800001234' }), free: { code: 'a code of WeChat' } }),

  'duty.list': workers(),
  'duty.read': workers(at('dutyUnit')),
  'duty.setContact': staff('unit_head', 'administrator')(
    at('dutyUnit', () => ({ phone: '0769-00001234', hours: '全天', named: false, standingId: null }), dutyKeepers),
    among(
      dutyKeepers,
      by('standingId', 'dutyPerson', ({ units }) => ({ id: units.east, phone: '0769-00001234', hours: '全天', named: false })),
    ),
  ),
  'duty.assign': staff('unit_head', 'administrator')(
    at('dutyUnit', ({ people }) => ({ shifts: [{ day: '2026-11-30', shift: 'night' }], personId: people.handler }), dutyKeepers),
    among(
      dutyKeepers,
      by('personId', 'dutyPerson', ({ units }) => ({ id: units.east, shifts: [{ day: '2026-11-30', shift: 'night' }] })),
    ),
  ),
  'staff.units': staff('administrator', 'security_administrator')(),
  'staff.list': staff('administrator', 'security_administrator')(at('unit')),
  'staff.add': administrators(at('unit', () => ({ name: '新人', phone: '13800002345', role: 'handler', ...reason() }))),
  'staff.give': administrators(
    at('unit', ({ people }) => ({ personId: people.handler, role: 'liaison', ...reason() })),
    by('personId', 'staffMember', ({ units }) => ({ id: units.east, role: 'liaison', ...reason() })),
  ),
  'staff.take': administrators(
    at('unit', ({ people }) => ({ personId: people.handler, role: 'handler', ...reason() })),
    by('personId', 'staffMember', ({ units }) => ({ id: units.east, role: 'handler', ...reason() })),
  ),
  'staff.makeCode': administrators(
    at('unit', ({ people }) => ({ personId: people.unbound })),
    by('personId', 'unboundMember', ({ units }) => ({ id: units.east })),
  ),
  'staff.unbind': administrators(
    at('unit', ({ people }) => ({ personId: people.handler, ...reason() })),
    by('personId', 'boundMember', ({ units }) => ({ id: units.east, ...reason() })),
  ),
  'staff.resetSecondFactor': staff('security_administrator')(
    at('unit', ({ people }) => ({ personId: people.unitHead, ...reason() }), []),
    by('personId', 'staffMember', ({ units }) => ({ id: units.east, ...reason() }), []),
  ),

  'relatives.list': person(),
  'relatives.add': person({ silent: 'asks the real-name service' }),
  'relatives.remove': person(at('relativeOfBoth', undefined, ['kin'])),

  'items.search': anyone({ free: { hallId: 'halls are public' } }),
  'items.read': anyone({ rest: ({ item }) => ({ code: item }), free: { code: 'items are public' } }),
  'items.map': anyone({ rest: ({ item }) => ({ code: item }), free: { code: 'items are public' } }),
  'procedures.read': anyone({ silent: 'public, and none in the test city', free: { code: 'procedures are public' } }),
  'checklists.create': anyone(
    { rest: ({ item }) => ({ itemCode: item, itemVersion: 1, answers: { who: 'self' } }) },
    by('relativeId', 'relative', ({ item }) => ({ itemCode: item, itemVersion: 1, answers: { who: 'self' } })),
    by('guideSessionId', 'ownGuideSession', ({ item }) => ({ itemCode: item, itemVersion: 1, answers: { who: 'self' } })),
  ),
  'checklists.mine': person(by('relativeId', 'relative'), { rest: () => ({}) }),
  'checklists.read': anyone(at('checklistCode', undefined, undefined, 'code')),
  'checklists.map': anyone(at('checklistCode', undefined, undefined, 'code')),
  'checklists.notice': anyone(at('checklistCode', undefined, undefined, 'code')),
  'forms.read': anyone(at('formOfList', undefined, undefined, 'code')),
  'forms.save': person(at('formOfList', () => ({ values: {}, version: 0 }), undefined, 'code')),
  'forms.submit': person(at('formOfList', () => ({ values: {}, version: 0 }), undefined, 'code')),

  'halls.list': anyone(),
  'halls.days': anyone(by('hallId', 'publicHall')),
  'halls.slots': anyone(by('hallId', 'publicHall', () => ({ date: '2026-11-25' }))),
  'rebookings.read': person(at('ownRebooked'), at('ownAppointment')),
  'rebookings.accept': person(at('rebooking')),
  'rebookings.ofHall': hallReaders(by('hallId', 'hall')),
  'hallFigures.list': staff('unit_head', 'supervisor', 'administrator')({ rest: () => ({ from: '2026-11-01', until: '2026-11-23' }) }),
  'hallFigures.read': staff('unit_head', 'supervisor', 'administrator')(by('hallId', 'hall', () => ({ from: '2026-11-01', until: '2026-11-23' }))),
  'hallFigures.enterBaseline': staff('unit_head', 'administrator')(by('hallId', 'hall', () => ({ minutes: 45, ...reason() }))),
  'hallCalendar.list': hallReaders(),
  'hallCalendar.read': hallReaders(by('hallId', 'hall')),
  'hallCalendar.day': hallReaders(by('hallId', 'hall', () => ({ date: '2026-11-25' }))),
  'hallCalendar.preview': staff('unit_head', 'administrator')(
    by('hallId', 'hall', ({ closure }) => ({ change: closure.change })),
    by('change.entryId', 'calendarEntry', ({ rebooked }) => ({ hallId: rebooked.hall, change: { kind: 'withdraw' } })),
  ),
  'hallCalendar.save': staff('unit_head', 'administrator')(
    by('hallId', 'hall', ({ closure: { hallId: _, ...rest } }) => rest),
    by('change.entryId', 'calendarEntry', ({ rebooked, closure }) => ({ ...closure, hallId: rebooked.hall, change: { kind: 'withdraw' } }), []),
  ),

  'appointments.hold': person(
    { rest: ({ free }) => ({ slotId: free.east }) },
    by('relativeId', 'relative', ({ free }) => ({ slotId: free.east })),
    { free: { checklistCodes: 'only their minutes count for the hold; booking asks whose they are' } },
  ),
  'appointments.releaseHold': person(by('holdId', 'hold')),
  'appointments.book': person(
    by('checklistCode', 'ownChecklist', ({ free }) => ({ slotId: free.east })),
    by('relativeId', 'relative', ({ free, relativeList }) => ({ slotId: free.east, checklistCode: relativeList })),
    by('holdId', 'hold', ({ hold, thirdList }) => ({ slotId: hold.slotId, checklistCode: thirdList })),
    by('also[]', 'ownChecklist', ({ free, thirdList }) => ({ slotId: free.east, checklistCode: thirdList })),
  ),
  'appointments.list': person(),
  'appointments.read': person(at('ownAppointment')),
  'appointments.checkIn': person(
    at('toArrive', ({ hallCodes }) => ({ hallCode: hallCodes.east })),
    at('ownAppointment', ({ hallCodes }) => ({ hallCode: hallCodes.east }), []),
  ),
  'appointments.cancel': person(at('ownAppointment')),
  'appointments.move': person(at('ownMovable', ({ free }) => ({ slotId: free.east }))),
  'waitList.join': person(
    by('checklistCode', 'waitChecklist', ({ waitEntry }) => ({ hallId: waitEntry.hallId, date: waitEntry.date })),
    by('relativeId', 'relative', ({ waitEntry }) => ({ hallId: waitEntry.hallId, date: waitEntry.date, checklistCode: waitEntry.ofKin })),
    {
      free: { hallId: 'halls are public' },
    },
  ),
  'waitList.list': person(),
  'waitList.accept': person(at('waitEntry')),
  'waitList.leave': person(at('waitEntry')),

  'window.day': window(by('hallId', 'hall'), { does: everybodyBut('belowHead') }),
  'window.read': window(at('windowAppointment')),
  'window.book': window(
    by('slotId', 'windowSlot', ({ openList }) => ({ checklistCode: openList, identity: visitor })),
    { free: { checklistCode: byCode, also: byCode } },
  ),
  'window.confirm': officers(at('windowAppointment')),
  'window.move': officers(
    at('windowMovable', ({ free }) => ({ slotId: free.east, ...reason() })),
    { free: { slotId: 'any hall may take the visit' } },
  ),
  'window.decline': officers(at('windowAppointment', reason)),
  'window.checkIn': window(
    {
      field: 'code',
      kind: 'arrivalCode',
      told: { code: 'wrong_hall', because: 'the visitor stands there with the code; the officer says where to go' },
    },
    by('hallId', 'hall', () => ({ idKind: 'resident_id', idNumber: visitor.idNumber }), []),
  ),
  'window.tick': officers(
    at('serving', () => ({ materialId: 'id_card', state: 'ok' }), ['officer']),
    at('windowAppointment', () => ({ materialId: 'id_card', state: 'ok' }), []),
    { free: { materialId: 'of the list of this appointment' } },
  ),
  'window.complete': officers(at('serving', undefined, ['officer'])),
  'window.giveNotice': officers(at('refusing', undefined, ['bureauHead'])),
  'window.noShow': officers(at('overdue')),

  'acceptances.list': officers(
    by('hallId', 'hall', () => ({ scope: 'open' })),
    { rest: () => ({ scope: 'open' }), does: everybodyBut('belowHead') },
  ),
  'acceptances.read': officers(at('acceptance')),
  'acceptances.supply': officers(
    at('acceptance', () => ({ materialId: 'lease_copy' })),
    { free: { materialId: 'of this acceptance' } },
  ),
  'acceptances.complete': officers(at('cleanAcceptance')),
  'acceptances.discontinue': officers(at('acceptance', () => ({ reason: '超过期限没有补来' }))),
  'acceptances.notice': anyone(at('noticeCode', undefined, undefined, 'code')),

  'queue.walkIn': window(
    by('hallId', 'hall', ({ item }) => ({ itemCode: item })),
    { free: { checklistCode: byCode } },
  ),
  'queue.read': window(at('waitingTicket')),
  'queue.identify': window(
    at('waitingTicket', ({ openList }) => ({ checklistCode: openList, identity: visitor })),
    { free: { checklistCode: byCode } },
  ),
  'queue.callNext': officers(by('hallId', 'nearHall', () => ({ counter: '2' }))),
  'queue.recall': officers(at('calledTicket', undefined, ['unitHead'])),
  'queue.skip': officers(at('calledTicket', undefined, ['unitHead'])),
  'queue.bringBack': window(at('missedTicket')),
  'queue.park': officers(at('servingTicket', undefined, ['officer'])),
  'queue.resume': window(at('parkedTicket')),
  'queue.transfer': window(at('waitingTicket')),
  'queue.start': officers(at('calledTicket', undefined, ['unitHead'])),
  'queue.finish': officers(at('servedWalkIn', undefined, ['secondOfficer'])),
  'queue.hallCode': window(by('hallId', 'hall')),
  'queue.position': anyone(at('ticketInHand')),
  'queue.live': anyone(at('ticketInHand')),
  'queue.counters': window(by('hallId', 'hall')),
  'queue.openCounter': officers(by('hallId', 'nearHall', () => ({ counter: '2' }))),
  'queue.closeCounter': officers(by('hallId', 'nearHall', () => ({ counter: '4' }), ['unitHead', 'bureauHead'])),
  'display.read': anyone(at('displayToken', undefined, undefined, 'token')),
  'display.live': anyone(at('displayToken', undefined, undefined, 'token')),
  'display.list': staff('unit_head')(by('hallId', 'hall')),
  'display.make': staff('unit_head')(by('hallId', 'hall', () => ({ name: '二号屏' }))),
  'display.revoke': staff('unit_head')(at('display')),

  'explanations.give': person(at('notExplained', () => ({ words: '临时出差回不来' }))),
  'explanations.list': officers(by('hallId', 'hall')),
  'explanations.decide': officers(at('explained', () => ({ outcome: 'accepted', reply: '情况属实' }))),
  'greenDocuments.list': officers(by('hallId', 'hall')),
  'greenDocuments.check': officers(by('hallId', 'hall', () => ({ identity: visitor, kind: 'military', until: '2027-05-01' }))),
  'greenDocuments.withdraw': officers(at('green', reason)),
  'urgent.ask': person(
    {
      rest: ({ units, now }) => ({
        unitId: units.east,
        why: '孩子急病要出境',
        wantedBy: new Date(Date.parse(now) + 36_000_000).toISOString(),
        phone: '13800000000',
      }),
    },
    { does: everybodyBut('citizen', 'passerby', 'officer') },
    { free: { unitId: 'units and halls are public', hallId: 'units and halls are public' } },
  ),
  'urgent.list': person(),
  'urgent.read': person(at('urgent')),
  'urgent.withdraw': person(at('urgent')),
  'urgentDesk.list': urgentDesk(),
  'urgentDesk.read': urgentDesk(at('urgentAtDesk')),
  'urgentDesk.take': urgentDesk(at('urgentAtDesk')),
  'urgentDesk.answer': urgentDesk(at('urgentTaken', () => ({ answer: 'not_possible', reason: '系统停机', instead: '明早九点来' }), ['officer'])),
  'urgentDesk.close': urgentDesk(at('urgentAnswered', () => ({ result: '证件已经拿到' }))),
  'extras.ask': officers(at('windowAppointment', () => ({ name: '出生医学证明', reason: 'doubtful', words: '登记信息对不上' }))),
  'guideSession.mine': person(),
  'guideSession.begin': person(
    {
      rest: ({ item }) => ({ about: { kind: 'interview', itemCode: item, itemVersion: 1, answers: {} }, consent: '2026-11' }),
      free: { 'about.itemCode': 'items are public' },
    },
    by('about.relativeId', 'relative', ({ item }) => ({
      about: { kind: 'interview', itemCode: item, itemVersion: 1, answers: {} },
      consent: '2026-11',
    })),
    by('about.checklistCode', 'formOfList', () => ({ about: { kind: 'form' }, consent: '2026-11' })),
  ),
  'guideSession.join': staff('guide')({ rest: () => ({ code: '000000' }), does: [], free: { code: 'six digits, counted per person and phone' } }),
  'guideSession.read': person(at('guideSession'), at('formSession')),
  'guideSession.answer': person(at('guideSession', () => ({ question: 'who', value: 'self', seen: 1 }))),
  'guideSession.turn': person(at('guideSession', () => ({ question: null }))),
  'guideSession.fill': person(at('formSession', () => ({ field: 'address', value: '东城路 1 号', seen: 1 }), [])),
  'guideSession.end': person(at('guideSession'), at('formSession')),
  'noticeCalls.list': calls(),
  'noticeCalls.reveal': calls(at('noticeCall', reason)),
  'noticeCalls.takeDown': calls(at('noticeCall', () => ({ result: 'reached' }))),
  'noticeCalls.ofAppointment': calls(at('callAppointment')),
  'extras.list': staff('unit_head', 'administrator')(),
  'extras.settle': staff('unit_head', 'administrator')(at('extra', () => ({ outcome: 'not_needed', reply: '清单已经够用' }))),
};
