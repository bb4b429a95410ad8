import { describe, expect, test } from '@jest/globals';
import { guidedAnswers, guidedInterview, guideSideOf, guideStatusAt, isPrivateField, wasQuicker } from '../../shared/rules/guide-session';
import { later } from '../../shared/rules/shanghai';
import { aChoice, aDate, anInterview } from './an-interview';

const now = '2026-11-24T01:00:00.000Z';
const waiting = { endedAt: null, guideId: null, codeUntil: later(now, 300_000), endsAt: null };
const joined = { ...waiting, guideId: 'per_guide', endsAt: later(now, 1_200_000) };

describe('a session in time', () => {
  test.each([
    [waiting, 299_999, 'waiting'],
    [waiting, 300_000, 'ended'],
    // Once a guide is there, the time of the digits no longer counts.
    [joined, 300_000, 'joined'],
    [joined, 1_199_999, 'joined'],
    [joined, 1_200_000, 'ended'],
    [{ ...joined, endedAt: now }, 0, 'ended'],
  ] as const)('%j after %i ms is %s', (session, ms, status) => {
    expect(guideStatusAt(session, later(now, ms))).toBe(status);
  });

  test('the guide is a side only while it lasts and with the role; the citizen also afterwards', () => {
    const session = { ...joined, personId: 'per_citizen' };
    const guide = { personId: 'per_guide', staff: [{ role: 'guide' }] };
    expect(guideSideOf(session, guide, now)).toBe('guide');
    expect(guideSideOf(session, { ...guide, staff: [{ role: 'officer' }] }, now)).toBeNull();
    expect(guideSideOf(session, { ...guide, personId: 'per_other' }, now)).toBeNull();
    expect(guideSideOf(session, guide, session.endsAt)).toBeNull();
    expect(guideSideOf(session, { personId: 'per_citizen', staff: [] }, session.endsAt)).toBe('citizen');
  });
});

test('only what the other side wrote to the same place after it was seen stands in the way', () => {
  const latest = [{ subject: 'who', side: 'guide', version: 7 }] as const;
  expect(wasQuicker(latest, 'who', 'citizen', 6)).toBe(true);
  expect(wasQuicker(latest, 'who', 'citizen', 7)).toBe(false);
  expect(wasQuicker(latest, 'who', 'guide', 0)).toBe(false);
  expect(wasQuicker(latest, 'how', 'citizen', 0)).toBe(false);
});

test('identity and phone numbers are for the citizen alone', () => {
  expect(['id_number', 'phone', 'uscc', 'text', 'date'].filter((kind) => isPrivateField({ kind } as never))).toEqual(['id_number', 'phone']);
});

describe('an interview on two phones', () => {
  const interview = anInterview({
    questions: [
      aDate('born', { fact: 'birthDate' }),
      aChoice('who', ['self', 'agent']),
      aChoice('kin', ['son', 'friend'], { when: 'who = agent' }),
      aChoice('how', ['post', 'fetch']),
    ],
    materials: { paper: '', minor: 'age(born) < 16', letter: 'who = agent', kinship: 'kin = son', stamp: 'how = post' },
  });
  const facts = { today: '2026-11-24', birthDate: '1990-01-01' };

  test('shows the next question, or one that was answered and is looked at again, never one that is known', () => {
    const answers = { who: 'self' };
    expect(guidedInterview(interview, answers, facts, null)).toMatchObject({ asked: { id: 'how' }, value: null });
    expect(guidedInterview(interview, answers, facts, 'who')).toMatchObject({ asked: { id: 'who' }, value: 'self' });
    for (const other of ['born', 'kin', 'no_such']) expect(guidedInterview(interview, answers, facts, other).asked?.id).toBe('how');
  });

  test('takes an answer only to a question that is asked, and keeps the rest', () => {
    expect(guidedAnswers(interview, { who: 'self', how: 'post' }, facts, 'who', 'agent')).toEqual({ who: 'agent', how: 'post' });
    expect(guidedAnswers(interview, { who: 'self' }, facts, 'kin', 'son')).toBeNull();
    expect(guidedAnswers(interview, {}, facts, 'how', 'post')).toBeNull();
    expect(guidedAnswers(interview, {}, facts, 'born', '1991-01-01')).toBeNull();
    expect(guidedAnswers(interview, {}, facts, 'who', 'nobody')).toBeNull();
  });
});
