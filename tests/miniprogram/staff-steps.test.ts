import { type DeskAction, type DeskCase, hasPage, stepsOf } from '../../miniprogram/staff/cases/next-step';
import { groupsOf } from '../../miniprogram/staff/window/day-groups';
import type { DayRow } from '../../miniprogram/staff/window/day-read';
import { type Appointment, nextStep, tally } from '../../miniprogram/staff/window/next-step';
import { type AppointmentStatus, availableAppointmentActions } from '../../shared/rules/appointment-flow';
import { ownActions } from '../../shared/rules/case-flow';
import { availableTicketActions, type TicketStatus } from '../../shared/rules/ticket-flow';
import { windowText } from '../../shared/text/pages/window';

const slot = { startsAt: '2026-11-23T01:00:00.000Z', endsAt: '2026-11-23T01:30:00.000Z' };
const atNine = '2026-11-23T01:00:00.000Z';

function anAppointment(status: AppointmentStatus, ticket?: TicketStatus, part: Partial<Appointment> = {}): Appointment {
  return {
    status,
    actions: availableAppointmentActions({ status, ...slot }, 'officer', atNine),
    ticket: ticket
      ? { id: 'tick', number: 'A001', status: ticket, counter: '1', actions: availableTicketActions({ status: ticket, calledBy: 'per' }, 'per') }
      : null,
    ticks: [],
    ...part,
  } as Appointment;
}

test.each([
  ['booked, an hour before', anAppointment('booked', undefined, { actions: ['confirm', 'decline'] }), 'confirm'],
  ['confirmed and in time', anAppointment('confirmed'), 'checkIn'],
  ['waiting in the hall', anAppointment('arrived', 'waiting'), 'callNext'],
  ['called', anAppointment('arrived', 'called'), 'start'],
  ['at the counter', anAppointment('in_service', 'serving'), 'complete'],
  ['set aside', anAppointment('arrived', 'parked'), 'callNext'],
  ['in service, passed on to another counter', anAppointment('in_service', 'waiting'), 'callNext'],
  ['in service, called at the other counter', anAppointment('in_service', 'called'), 'start'],
  ['finished', anAppointment('fulfilled', 'done'), 'callNext'],
  ['cancelled', anAppointment('cancelled'), null],
] as const)('knows the officer’s next step with an appointment that is %s', (_, appointment, step) => {
  expect(nextStep(appointment)).toBe(step);
});

test('counts what nobody has looked at, and tells what was promised from what must be there first', () => {
  const materials = ['passport', 'lease', 'photo', 'form'].map((id) => ({ id, name: id }));
  const tick = (materialId: string, supplyBy: string | null) => ({
    materialId,
    state: 'gap' as const,
    reason: 'copy_missing' as const,
    note: null,
    supplyBy,
  });
  const ticks = [
    { materialId: 'passport', state: 'ok' as const, reason: null, note: null, supplyBy: null },
    tick('lease', '2026-12-03'),
    tick('photo', null),
  ];
  const extras = [{ id: 'extra_1', name: 'letter' }];
  const shown = anAppointment('in_service', 'serving', { ticks, extras, checklist: { content: { materials } } } as unknown as Partial<Appointment>);
  const { left, promised, missing } = tally(shown);
  expect([left, promised.map(({ name }) => name), missing.map(({ name }) => name)]).toEqual([2, ['lease'], ['photo']]);
});

test('puts the person at my counter first, then what is to be confirmed, then who waits', () => {
  const row = (id: string, status: AppointmentStatus, ticket?: [TicketStatus, string | null]) =>
    ({ id, status, ticket: ticket ? { id, number: id, status: ticket[0], counter: ticket[1] } : null }) as DayRow;
  const rows = [
    row('late', 'confirmed'),
    row('new', 'booked'),
    row('waits', 'arrived', ['waiting', null]),
    row('mine', 'in_service', ['serving', '1']),
    row('theirs', 'arrived', ['called', '2']),
  ];
  expect(groupsOf(rows, '1').map(({ title, rows: of }) => [title, of.map(({ id }) => id)])).toEqual([
    [windowText.atCounter, ['mine']],
    [windowText.toConfirm, ['new']],
    [windowText.waiting, ['waits']],
    [windowText.calledElsewhere, ['theirs']],
    [windowText.coming, ['late']],
  ]);
});

const aCase = (actions: DeskAction[], ownerName = '欧阳柏') => ({ actions, ownerName, handlers: [{ id: 'per', name: '罗承' }] }) as DeskCase;

test('leads a request from contact to accepting to closing', () => {
  expect(stepsOf(aCase(['contact', 'note'])).next).toBe('contact');
  expect(stepsOf(aCase(['accept', 'note', 'decline']))).toEqual({ next: 'accept', others: ['decline', 'note'] });
  expect(stepsOf(aCase(['askForMaterials', 'note', 'complete'])).next).toBe('complete');
  expect(stepsOf(aCase(['note'])).next).toBeNull();
});

test('lets whoever may assign name a handler first, and then look on', () => {
  expect(stepsOf(aCase(['contact', 'assign', 'accept', 'note'])).next).toBe('assign');
  expect(stepsOf(aCase(['assign', 'accept', 'note'], '罗承')).next).toBeNull();
});

test('puts a decision that somebody waits for before everything else', () => {
  expect(stepsOf(aCase(['acceptReferral', 'returnReferral', 'note']))).toEqual({ next: 'acceptReferral', others: ['returnReferral', 'note'] });
  expect(stepsOf(aCase(['assign', 'grantExtension', 'refuseExtension', 'note'])).next).toBe('grantExtension');
  expect(stepsOf(aCase(['signOff', 'sendBack'])).next).toBe('signOff');
  expect(stepsOf(aCase(['note', 'resume'])).next).toBe('resume');
});

test('has a page or one tap for whatever staff may do, and lists each', () => {
  const ofDesk = ownActions.filter((action): action is DeskAction => !['supply', 'withdraw', 'dispute'].includes(action));
  const { next, others } = stepsOf(aCase([...ofDesk], '罗承'));
  expect([next, ...others].sort()).toEqual([...ofDesk].sort());
  expect(ofDesk.filter((action) => !hasPage(action))).toEqual(['accept', 'acceptReferral', 'signOff']);
});
