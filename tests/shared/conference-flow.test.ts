import { describe, expect, test } from '@jest/globals';
import { caseOutcomes, type CaseSituation } from '../../shared/rules/case-flow';
import {
  availableConferenceActions,
  conferenceActions,
  conferenceFlow,
  type ConferenceSituation,
  conferenceStatuses,
  mayConvene,
  wasHeard,
} from '../../shared/rules/conference-flow';
import { type Actor, staffRoles } from '../../shared/rules/roles';
import { closesWithOpenTasks, mayFinishTask, taskFlow, taskStanding, taskStates } from '../../shared/rules/task-flow';

const east = 'bureau/east/';
const west = 'bureau/west/';
const startsAt = '2026-11-25T02:00:00.000Z';
const before = '2026-11-25T01:59:59.999Z';
const convened: ConferenceSituation = { status: 'convened', startsAt, caseUnitPath: east, units: [{ path: west, hasOpinion: false }] };
const holder = (role: (typeof staffRoles)[number], unitPath: string): Actor => ({
  personId: `per_${role}`,
  staff: [{ role, unitId: unitPath, unitPath }],
  enterprises: [],
});
const citizen: Actor = { personId: 'per_citizen', staff: [], enterprises: [{ enterpriseId: 'works', role: 'principal' }] };

describe('who does what at a conference', () => {
  test.each(staffRoles)('%s of the unit that has the case', (role) => {
    const may = role === 'unit_head' || role === 'supervisor';
    expect(availableConferenceActions(convened, holder(role, east), before)).toEqual(may ? ['move', 'cancel'] : []);
    expect(availableConferenceActions(convened, holder(role, east), startsAt)).toEqual(may ? ['decide', 'cancel'] : []);
  });

  test.each(staffRoles)('%s of an invited unit', (role) => {
    const may = role === 'unit_head' || role === 'handler';
    expect(availableConferenceActions(convened, holder(role, west), before)).toEqual(may ? ['answer', 'opine'] : []);
    expect(availableConferenceActions(convened, holder(role, west), startsAt)).toEqual(may ? ['opine'] : []);
  });

  test('nobody of a third unit, and nobody of the enterprise', () => {
    for (const role of staffRoles) expect(availableConferenceActions(convened, holder(role, 'bureau/north/'), startsAt)).toEqual([]);
    expect(availableConferenceActions(convened, citizen, startsAt)).toEqual([]);
  });

  test.each(['decided', 'cancelled'] as const)('nothing more once it is %s', (status) => {
    for (const path of [east, west, 'bureau/'])
      for (const role of staffRoles) expect(availableConferenceActions({ ...convened, status }, holder(role, path), startsAt)).toEqual([]);
  });

  test('every arrow leads to a status, and from the ends none leads away', () => {
    for (const status of conferenceStatuses)
      for (const action of conferenceActions) expect([undefined, ...conferenceStatuses]).toContain(conferenceFlow[status][action]);
    expect(Object.keys(conferenceFlow.convened).sort()).toEqual([...conferenceActions].sort());
  });

  test('an invited unit is heard when it came or wrote', () => {
    expect(wasHeard([{ id: 'west', hasOpinion: false }], [])).toBe(false);
    expect(wasHeard([{ id: 'west', hasOpinion: false }], ['west'])).toBe(true);
    expect(wasHeard([{ id: 'west', hasOpinion: true }], [])).toBe(true);
  });
});

describe('convening', () => {
  const subject = { status: 'accepted', unitPath: east, referral: null } as CaseSituation;
  test.each(staffRoles)('%s: only head and supervisor, of the unit or above it', (role) => {
    const may = role === 'unit_head' || role === 'supervisor';
    for (const path of [east, 'bureau/']) expect(mayConvene(subject, holder(role, path), before, [])).toBe(may);
    expect(mayConvene(subject, holder(role, west), before, [])).toBe(false);
  });
  test('one at a time, on a case that is open', () => {
    const head = holder('unit_head', east);
    expect(mayConvene(subject, head, before, ['decided', 'cancelled'])).toBe(true);
    expect(mayConvene(subject, head, before, ['decided', 'convened'])).toBe(false);
    for (const status of ['completed', 'declined', 'withdrawn'] as const) expect(mayConvene({ ...subject, status }, head, before, [])).toBe(false);
  });
});

describe('tasks', () => {
  const task = { state: 'open' as const, ownerId: 'per_handler', unitPath: east };
  test('are finished by their owner, or by those who answer for the owner', () => {
    expect(mayFinishTask(task, holder('handler', west))).toBe(true);
    expect(mayFinishTask({ ...task, ownerId: 'per_other' }, holder('handler', east))).toBe(false);
    expect(mayFinishTask(task, holder('unit_head', east))).toBe(true);
    expect(mayFinishTask(task, holder('supervisor', 'bureau/'))).toBe(true);
    expect(mayFinishTask(task, holder('unit_head', west))).toBe(false);
    expect(mayFinishTask({ ...task, ownerId: citizen.personId }, citizen)).toBe(false);
  });
  test('are done once', () => {
    for (const state of taskStates) expect(mayFinishTask({ ...task, state }, holder('unit_head', east))).toBe(taskFlow[state].finish !== undefined);
    expect(Object.keys(taskFlow.done)).toEqual([]);
    expect(Object.keys(taskFlow.dropped)).toEqual([]);
  });
  test('turn amber at a third of their time and red after their last instant', () => {
    const one = { state: 'open' as const, givenAt: '2026-11-23T00:00:00.000Z', dueAt: '2026-11-26T00:00:00.000Z' };
    expect(taskStanding(one, '2026-11-25T00:00:00.000Z')).toBe('running');
    expect(taskStanding(one, '2026-11-25T00:00:00.001Z')).toBe('due_soon');
    expect(taskStanding(one, '2026-11-26T00:00:00.000Z')).toBe('due_soon');
    expect(taskStanding(one, '2026-11-26T00:00:00.001Z')).toBe('overdue');
    expect(taskStanding({ ...one, state: 'done' }, '2026-12-26T00:00:00.000Z')).toBe('done');
  });
  test('go on only after the outcome that names who goes on with them', () => {
    expect(caseOutcomes.filter((outcome) => closesWithOpenTasks[outcome])).toEqual(['needs_coordination']);
  });
});
