/**
 * `media`: a read that answers with a picture or a document instead of JSON; refusals are JSON all the same. `takes`: a write whose body is a
 * form with one file, under the name `file`; its other fields are text.
 */
type Route = {
  method: 'GET' | 'POST';
  path: `/api/${string}`;
  media?: 'image/svg+xml' | 'image/jpeg' | 'application/pdf' | 'text/event-stream';
  takes?: 'multipart/form-data';
};

/**
 * The way to every endpoint: the only part of the contract the phone carries at run time (no zod).
 * A route without a definition in shared/contract/<domain>.ts, or the reverse, does not compile.
 */
export const routes = {
  'session.signIn': { method: 'POST', path: '/api/session/sign-in' },
  'session.refresh': { method: 'POST', path: '/api/session/refresh' },
  'session.signOut': { method: 'POST', path: '/api/session/sign-out' },
  'binding.bind': { method: 'POST', path: '/api/binding' },
  'secondFactor.state': { method: 'GET', path: '/api/second-factor' },
  'secondFactor.begin': { method: 'POST', path: '/api/second-factor/begin' },
  'secondFactor.enrol': { method: 'POST', path: '/api/second-factor/enrol' },
  'secondFactor.pass': { method: 'POST', path: '/api/second-factor/pass' },
  'channels.list': { method: 'GET', path: '/api/channels' },
  'staff.units': { method: 'GET', path: '/api/staff/units' },
  'staff.list': { method: 'GET', path: '/api/staff/units/:id' },
  'staff.add': { method: 'POST', path: '/api/staff/units/:id/add' },
  'staff.give': { method: 'POST', path: '/api/staff/units/:id/give' },
  'staff.take': { method: 'POST', path: '/api/staff/units/:id/take' },
  'staff.makeCode': { method: 'POST', path: '/api/staff/units/:id/binding-code' },
  'staff.unbind': { method: 'POST', path: '/api/staff/units/:id/unbind' },
  'staff.resetSecondFactor': { method: 'POST', path: '/api/staff/units/:id/reset-second-factor' },
  'me.read': { method: 'GET', path: '/api/me' },
  'me.verifyRealName': { method: 'POST', path: '/api/me/real-name' },
  'me.setPhone': { method: 'POST', path: '/api/me/phone' },

  'relatives.list': { method: 'GET', path: '/api/relatives' },
  'relatives.add': { method: 'POST', path: '/api/relatives' },
  'relatives.remove': { method: 'POST', path: '/api/relatives/:id/remove' },

  'items.search': { method: 'GET', path: '/api/items' },
  'items.read': { method: 'GET', path: '/api/items/:code' },
  'items.map': { method: 'GET', path: '/api/items/:code/map', media: 'image/svg+xml' },
  'procedures.read': { method: 'GET', path: '/api/procedures/:code' },
  'checklists.create': { method: 'POST', path: '/api/checklists' },
  'checklists.mine': { method: 'GET', path: '/api/my/checklists' },
  'checklists.read': { method: 'GET', path: '/api/checklists/:code' },
  'checklists.map': { method: 'GET', path: '/api/checklists/:code/map', media: 'image/svg+xml' },
  'checklists.notice': { method: 'GET', path: '/api/checklists/:code/notice', media: 'application/pdf' },

  'forms.read': { method: 'GET', path: '/api/forms/:code' },
  'forms.save': { method: 'POST', path: '/api/forms/:code/save' },
  'forms.submit': { method: 'POST', path: '/api/forms/:code/submit' },

  'halls.list': { method: 'GET', path: '/api/halls' },
  'halls.days': { method: 'GET', path: '/api/halls/:hallId/days' },
  'halls.slots': { method: 'GET', path: '/api/halls/:hallId/slots' },

  'rebookings.read': { method: 'GET', path: '/api/appointments/:id/rebooking' },
  'rebookings.accept': { method: 'POST', path: '/api/rebookings/:id/accept' },
  'rebookings.ofHall': { method: 'GET', path: '/api/hall-calendars/:hallId/rebookings' },
  'hallFigures.list': { method: 'GET', path: '/api/hall-figures' },
  'hallFigures.read': { method: 'GET', path: '/api/hall-figures/:hallId' },
  'hallFigures.enterBaseline': { method: 'POST', path: '/api/hall-figures/:hallId/baseline' },
  'hallCalendar.list': { method: 'GET', path: '/api/hall-calendars' },
  'hallCalendar.read': { method: 'GET', path: '/api/hall-calendars/:hallId' },
  'hallCalendar.day': { method: 'GET', path: '/api/hall-calendars/:hallId/day' },
  'hallCalendar.preview': { method: 'POST', path: '/api/hall-calendars/:hallId/preview' },
  'hallCalendar.save': { method: 'POST', path: '/api/hall-calendars/:hallId/save' },

  'appointments.hold': { method: 'POST', path: '/api/appointments/hold' },
  'appointments.releaseHold': { method: 'POST', path: '/api/appointments/release-hold' },
  'appointments.book': { method: 'POST', path: '/api/appointments' },
  'appointments.list': { method: 'GET', path: '/api/appointments' },
  'appointments.read': { method: 'GET', path: '/api/appointments/:id' },
  'appointments.checkIn': { method: 'POST', path: '/api/appointments/:id/check-in' },
  'appointments.cancel': { method: 'POST', path: '/api/appointments/:id/cancel' },
  'appointments.move': { method: 'POST', path: '/api/appointments/:id/move' },

  'waitList.join': { method: 'POST', path: '/api/wait-list' },
  'waitList.list': { method: 'GET', path: '/api/wait-list' },
  'waitList.accept': { method: 'POST', path: '/api/wait-list/:id/accept' },
  'waitList.leave': { method: 'POST', path: '/api/wait-list/:id/leave' },

  'window.day': { method: 'GET', path: '/api/window/day' },
  'window.read': { method: 'GET', path: '/api/window/appointments/:id' },
  'window.book': { method: 'POST', path: '/api/window/appointments' },
  'window.confirm': { method: 'POST', path: '/api/window/appointments/:id/confirm' },
  'window.move': { method: 'POST', path: '/api/window/appointments/:id/move' },
  'window.decline': { method: 'POST', path: '/api/window/appointments/:id/decline' },
  'window.checkIn': { method: 'POST', path: '/api/window/check-in' },
  'window.tick': { method: 'POST', path: '/api/window/appointments/:id/tick' },
  'window.complete': { method: 'POST', path: '/api/window/appointments/:id/complete' },
  'window.giveNotice': { method: 'POST', path: '/api/window/appointments/:id/give-notice' },
  'window.noShow': { method: 'POST', path: '/api/window/appointments/:id/no-show' },

  'acceptances.list': { method: 'GET', path: '/api/acceptances' },
  'acceptances.read': { method: 'GET', path: '/api/acceptances/:id' },
  'acceptances.supply': { method: 'POST', path: '/api/acceptances/:id/supply' },
  'acceptances.complete': { method: 'POST', path: '/api/acceptances/:id/complete' },
  'acceptances.discontinue': { method: 'POST', path: '/api/acceptances/:id/discontinue' },
  'acceptances.notice': { method: 'GET', path: '/api/one-time-notices/:code', media: 'application/pdf' },

  'queue.walkIn': { method: 'POST', path: '/api/queue/walk-in' },
  'queue.read': { method: 'GET', path: '/api/queue/tickets/:id' },
  'queue.identify': { method: 'POST', path: '/api/queue/tickets/:id/identify' },
  'queue.callNext': { method: 'POST', path: '/api/queue/call-next' },
  'queue.recall': { method: 'POST', path: '/api/queue/tickets/:id/recall' },
  'queue.skip': { method: 'POST', path: '/api/queue/tickets/:id/skip' },
  'queue.bringBack': { method: 'POST', path: '/api/queue/tickets/:id/bring-back' },
  'queue.park': { method: 'POST', path: '/api/queue/tickets/:id/park' },
  'queue.resume': { method: 'POST', path: '/api/queue/tickets/:id/resume' },
  'queue.transfer': { method: 'POST', path: '/api/queue/tickets/:id/transfer' },
  'queue.start': { method: 'POST', path: '/api/queue/tickets/:id/start' },
  'queue.finish': { method: 'POST', path: '/api/queue/tickets/:id/finish' },
  'queue.hallCode': { method: 'GET', path: '/api/queue/halls/:hallId/code' },
  'queue.position': { method: 'GET', path: '/api/queue/tickets/:id/position' },
  'queue.live': { method: 'GET', path: '/api/queue/tickets/:id/live', media: 'text/event-stream' },
  'display.read': { method: 'GET', path: '/api/display' },
  'display.live': { method: 'GET', path: '/api/display/live', media: 'text/event-stream' },
  'display.list': { method: 'GET', path: '/api/display/halls/:hallId' },
  'display.make': { method: 'POST', path: '/api/display/halls/:hallId/make' },
  'display.revoke': { method: 'POST', path: '/api/display/:id/revoke' },
  'queue.counters': { method: 'GET', path: '/api/queue/halls/:hallId/counters' },
  'queue.openCounter': { method: 'POST', path: '/api/queue/halls/:hallId/open-counter' },
  'queue.closeCounter': { method: 'POST', path: '/api/queue/halls/:hallId/close-counter' },

  'explanations.give': { method: 'POST', path: '/api/appointments/:id/explanation' },
  'explanations.list': { method: 'GET', path: '/api/halls/:hallId/explanations' },
  'explanations.decide': { method: 'POST', path: '/api/window/appointments/:id/explanation' },
  'greenDocuments.list': { method: 'GET', path: '/api/halls/:hallId/green-documents' },
  'greenDocuments.check': { method: 'POST', path: '/api/halls/:hallId/green-documents' },
  'greenDocuments.withdraw': { method: 'POST', path: '/api/green-documents/:id/withdraw' },
  'urgent.ask': { method: 'POST', path: '/api/urgent' },
  'urgent.list': { method: 'GET', path: '/api/urgent' },
  'urgent.read': { method: 'GET', path: '/api/urgent/:id' },
  'urgent.withdraw': { method: 'POST', path: '/api/urgent/:id/withdraw' },
  'urgentDesk.list': { method: 'GET', path: '/api/desk/urgent' },
  'urgentDesk.read': { method: 'GET', path: '/api/desk/urgent/:id' },
  'urgentDesk.take': { method: 'POST', path: '/api/desk/urgent/:id/take' },
  'urgentDesk.answer': { method: 'POST', path: '/api/desk/urgent/:id/answer' },
  'urgentDesk.close': { method: 'POST', path: '/api/desk/urgent/:id/close' },

  'extras.ask': { method: 'POST', path: '/api/window/appointments/:id/extras' },
  'extras.list': { method: 'GET', path: '/api/extras' },
  'extras.settle': { method: 'POST', path: '/api/extras/:id/settle' },

  'enterprises.mine': { method: 'GET', path: '/api/enterprises' },
  'claims.file': { method: 'POST', path: '/api/claims' },
  'claims.mine': { method: 'GET', path: '/api/claims' },
  'claims.withdraw': { method: 'POST', path: '/api/claims/:id/withdraw' },
  'claims.review': { method: 'GET', path: '/api/desk/claims' },
  'claims.read': { method: 'GET', path: '/api/desk/claims/:id' },
  'claims.decide': { method: 'POST', path: '/api/desk/claims/:id/decide' },
  'members.list': { method: 'GET', path: '/api/enterprises/:id/members' },
  'members.invite': { method: 'POST', path: '/api/enterprises/:id/invitations' },
  'members.revoke': { method: 'POST', path: '/api/invitations/:id/revoke' },
  'members.invitation': { method: 'GET', path: '/api/invitations/:code' },
  'members.join': { method: 'POST', path: '/api/invitations/:code/join' },
  'members.decide': { method: 'POST', path: '/api/joins/:id/decide' },
  'members.remove': { method: 'POST', path: '/api/enterprises/:id/members/remove' },
  'members.leave': { method: 'POST', path: '/api/enterprises/:id/leave' },
  'members.handOver': { method: 'POST', path: '/api/enterprises/:id/hand-over' },
  'register.list': { method: 'GET', path: '/api/register' },
  'register.read': { method: 'GET', path: '/api/register/:id' },
  'register.act': { method: 'POST', path: '/api/register/:id/act' },
  'cases.file': { method: 'POST', path: '/api/cases' },
  'cases.list': { method: 'GET', path: '/api/cases' },
  'cases.read': { method: 'GET', path: '/api/cases/:id' },
  'cases.withdraw': { method: 'POST', path: '/api/cases/:id/withdraw' },
  'cases.dispute': { method: 'POST', path: '/api/cases/:id/dispute' },
  'cases.similar': { method: 'GET', path: '/api/similar-cases' },
  'cases.remark': { method: 'POST', path: '/api/cases/:id/remark' },
  'cases.supply': { method: 'POST', path: '/api/cases/:id/supply' },

  'desk.list': { method: 'GET', path: '/api/desk/cases' },
  'desk.read': { method: 'GET', path: '/api/desk/cases/:id' },
  'desk.reach': { method: 'GET', path: '/api/desk/reach' },
  'desk.units': { method: 'GET', path: '/api/desk/units' },
  'desk.enterprises': { method: 'GET', path: '/api/desk/enterprises' },
  'desk.takeDown': { method: 'POST', path: '/api/desk/cases' },
  'desk.contact': { method: 'POST', path: '/api/desk/cases/:id/contact' },
  'desk.assign': { method: 'POST', path: '/api/desk/cases/:id/assign' },
  'desk.accept': { method: 'POST', path: '/api/desk/cases/:id/accept' },
  'desk.askForMaterials': { method: 'POST', path: '/api/desk/cases/:id/ask-for-materials' },
  'desk.orderRectification': { method: 'POST', path: '/api/desk/cases/:id/rectifications' },
  'desk.reportRectification': { method: 'POST', path: '/api/desk/cases/:id/report-rectification' },
  'desk.recheckRectification': { method: 'POST', path: '/api/desk/cases/:id/recheck-rectification' },
  'desk.cancelRectification': { method: 'POST', path: '/api/desk/cases/:id/cancel-rectification' },
  'desk.note': { method: 'POST', path: '/api/desk/cases/:id/note' },
  'desk.complete': { method: 'POST', path: '/api/desk/cases/:id/complete' },
  'desk.classify': { method: 'POST', path: '/api/desk/cases/:id/classify' },
  'desk.hold': { method: 'POST', path: '/api/desk/cases/:id/hold' },
  'desk.resume': { method: 'POST', path: '/api/desk/cases/:id/resume' },
  'desk.refer': { method: 'POST', path: '/api/desk/cases/:id/refer' },
  'desk.acceptReferral': { method: 'POST', path: '/api/desk/cases/:id/accept-referral' },
  'desk.returnReferral': { method: 'POST', path: '/api/desk/cases/:id/return-referral' },
  'desk.direct': { method: 'POST', path: '/api/desk/cases/:id/direct' },
  'desk.askAssistance': { method: 'POST', path: '/api/desk/cases/:id/ask-assistance' },
  'desk.answerAssistance': { method: 'POST', path: '/api/desk/cases/:id/answer-assistance' },
  'desk.askExtension': { method: 'POST', path: '/api/desk/cases/:id/ask-extension' },
  'desk.decideExtension': { method: 'POST', path: '/api/desk/cases/:id/decide-extension' },
  'desk.signOff': { method: 'POST', path: '/api/desk/cases/:id/sign-off' },
  'desk.sendBack': { method: 'POST', path: '/api/desk/cases/:id/send-back' },
  'desk.decline': { method: 'POST', path: '/api/desk/cases/:id/decline' },

  'conferences.ofCase': { method: 'GET', path: '/api/desk/cases/:id/conferences' },
  'conferences.convene': { method: 'POST', path: '/api/desk/cases/:id/conferences' },
  'conferences.move': { method: 'POST', path: '/api/conferences/:id/move' },
  'conferences.answer': { method: 'POST', path: '/api/conferences/:id/answer' },
  'conferences.opine': { method: 'POST', path: '/api/conferences/:id/opine' },
  'conferences.decide': { method: 'POST', path: '/api/conferences/:id/decide' },
  'conferences.cancel': { method: 'POST', path: '/api/conferences/:id/cancel' },
  'tasks.list': { method: 'GET', path: '/api/tasks' },
  'tasks.read': { method: 'GET', path: '/api/tasks/:id' },
  'tasks.finish': { method: 'POST', path: '/api/tasks/:id/finish' },
  'files.upload': { method: 'POST', path: '/api/files', takes: 'multipart/form-data' },
  'files.read': { method: 'GET', path: '/api/files/:id', media: 'image/jpeg' },
  'files.remove': { method: 'POST', path: '/api/files/:id/remove' },

  'visits.ask': { method: 'POST', path: '/api/visits' },
  'visits.list': { method: 'GET', path: '/api/visits' },
  'visits.read': { method: 'GET', path: '/api/visits/:id' },
  'visits.cancel': { method: 'POST', path: '/api/visits/:id/cancel' },
  'visitDesk.waiting': { method: 'GET', path: '/api/desk/visits' },
  'visitDesk.offer': { method: 'POST', path: '/api/desk/cases/:id/visit' },
  'visitDesk.decide': { method: 'POST', path: '/api/desk/visits/:id/decide' },
  'visitDesk.plan': { method: 'POST', path: '/api/desk/visit-plans' },
  'visitDesk.calendar': { method: 'GET', path: '/api/desk/visit-plans' },
  'visitDesk.readPlan': { method: 'GET', path: '/api/desk/visit-plans/:id' },
  'visitDesk.cancelPlan': { method: 'POST', path: '/api/desk/visit-plans/:id/cancel' },
  'visitDesk.reschedule': { method: 'POST', path: '/api/desk/visits/:id/reschedule' },
  'visitDesk.arrive': { method: 'POST', path: '/api/desk/visits/:id/arrive' },
  'visitDesk.leave': { method: 'POST', path: '/api/desk/visits/:id/leave' },

  'groups.template': { method: 'GET', path: '/api/group-template' },
  'groups.upload': { method: 'POST', path: '/api/groups', takes: 'multipart/form-data' },
  'groups.list': { method: 'GET', path: '/api/groups' },
  'groups.read': { method: 'GET', path: '/api/groups/:id' },
  'groups.blockDays': { method: 'GET', path: '/api/groups/:id/days' },
  'groups.book': { method: 'POST', path: '/api/groups/:id/places' },
  'groups.cancelPlace': { method: 'POST', path: '/api/groups/:id/cancel-place' },
  'groups.mine': { method: 'GET', path: '/api/my-groups' },
  'visitDesk.group': { method: 'GET', path: '/api/desk/visits/:id/group' },
  'visitDesk.tick': { method: 'POST', path: '/api/desk/visits/:id/tick' },

  'ratings.open': { method: 'GET', path: '/api/ratings' },
  'ratings.give': { method: 'POST', path: '/api/ratings/:id' },

  'notices.list': { method: 'GET', path: '/api/notices' },
  'notices.read': { method: 'POST', path: '/api/notices/:id/read' },
  'notices.grant': { method: 'POST', path: '/api/notices/grant' },

  'problems.list': { method: 'GET', path: '/api/problems' },
  'problems.read': { method: 'GET', path: '/api/problems/:id' },
  'systemic.owners': { method: 'GET', path: '/api/systemic-owners' },
  'systemic.open': { method: 'POST', path: '/api/systemic' },
  'systemic.list': { method: 'GET', path: '/api/systemic' },
  'systemic.read': { method: 'GET', path: '/api/systemic/:id' },
  'systemic.add': { method: 'POST', path: '/api/systemic/:id/add' },
  'systemic.takeOut': { method: 'POST', path: '/api/systemic/:id/take-out' },
  'systemic.amend': { method: 'POST', path: '/api/systemic/:id/amend' },
  'systemic.solve': { method: 'POST', path: '/api/systemic/:id/solve' },
  'systemic.drop': { method: 'POST', path: '/api/systemic/:id/drop' },

  'supervision.board': { method: 'GET', path: '/api/supervision/board' },
  'supervision.cases': { method: 'GET', path: '/api/supervision/cases' },
  'settings.list': { method: 'GET', path: '/api/settings' },
  'settings.change': { method: 'POST', path: '/api/settings/change' },
  'operations.deadLetters': { method: 'GET', path: '/api/operations/dead-letters' },
  'operations.retry': { method: 'POST', path: '/api/operations/dead-letters/:id/retry' },

  'exchange.receiveOrder': { method: 'POST', path: '/api/exchange/12345/orders' },
} as const satisfies Record<string, Route>;

export type EndpointName = keyof typeof routes;

/** What an endpoint answers with when all is well. */
export function mediaOf(name: EndpointName): NonNullable<Route['media']> | 'application/json' {
  const route: Route = routes[name];
  return route.media ?? 'application/json';
}

/** What the body of a write is. */
export function takenBy(name: EndpointName): NonNullable<Route['takes']> | 'application/json' {
  const route: Route = routes[name];
  return route.takes ?? 'application/json';
}

/** The names in a path template: `/api/halls/:hallId/days` → `['hallId']`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] as string);
}
