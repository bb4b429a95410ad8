import { afterCallStep, callFrom, callStates, callUntil, callVerdict, noticeStanding, type Unheard } from '../../shared/rules/notice-call';
import { defaultSettings } from '../../shared/rules/settings';
import { later } from '../../shared/rules/shanghai';

const at = '2026-11-23T00:30:00.000Z';
const hour = (count: number) => later(at, count * 3_600_000);
const unheard: Unheard = { createdAt: at, takesPlaceAt: hour(72), message: 'none', read: false, otherTold: false };
const verdict = (with_: Partial<Unheard>, now: string) => callVerdict({ ...unheard, ...with_ }, defaultSettings, now);

test('somebody calls after the set time, and after half of what is left where the thing itself is nearer', () => {
  expect(callFrom(at, hour(72), defaultSettings)).toBe(hour(4));
  expect(callFrom(at, hour(8), defaultSettings)).toBe(hour(4));
  expect(callFrom(at, hour(6), defaultSettings)).toBe(hour(3));
  expect(callFrom(at, hour(-1), defaultSettings)).toBe(hour(4));
  expect(callFrom(at, null, defaultSettings)).toBe(hour(4));
  expect([callUntil(at, hour(8)), callUntil(at, hour(-1)), callUntil(at, null)]).toEqual([hour(8), hour(168), hour(168)]);
});

test('nobody is called who knows, while WeChat is being tried, or when it is over: on both sides of each limit', () => {
  expect(verdict({}, later(hour(4), -1))).toEqual({ lookAt: hour(4) });
  expect(verdict({}, hour(4))).toEqual({ call: true, until: hour(72) });
  expect(verdict({}, later(hour(72), -1))).toEqual({ call: true, until: hour(72) });
  expect(verdict({}, hour(72))).toEqual({ call: false });
  for (const known of [{ read: true }, { message: 'delivered' as const }, { otherTold: true }])
    expect(verdict(known, hour(5))).toEqual({ call: false });
  expect(verdict({ message: 'pending' }, hour(5))).toEqual({ lookAt: later(hour(5), 300_000) });
  for (const message of ['unknown', 'dropped', 'dead'] as const) expect(verdict({ message }, hour(5))).toMatchObject({ call: true });
});

test('only an open call goes on, and the last try without an answer ends it', () => {
  const three = { callTries: 3 };
  expect([0, 1, 2].map((tries) => afterCallStep('open', 'not_reached', tries, three))).toEqual(['open', 'open', 'not_reached']);
  expect(afterCallStep('open', 'reveal', 0, three)).toBe('open');
  for (const state of callStates.filter((one) => one !== 'open'))
    for (const action of ['reveal', 'reached', 'not_reached', 'wrong_number', 'read', 'lapse'] as const)
      expect([state, action, afterCallStep(state, action, 0, three)]).toEqual([state, action, null]);
});

test('every notice stands in one place', () => {
  const of = (message: Unheard['message'], read = false, call: Parameters<typeof noticeStanding>[0]['call'] = null) =>
    noticeStanding({ message, read, call });
  expect([of('pending'), of('none'), of('dropped'), of('dead'), of('unknown'), of('delivered')]).toEqual([
    'on_its_way',
    'inbox',
    'inbox',
    'inbox',
    'perhaps',
    'wechat',
  ]);
  expect([of('none', true), of('delivered', true), of('unknown', false, 'open'), of('none', false, 'reached'), of('none', true, 'read')]).toEqual([
    'read',
    'read',
    'to_call',
    'called',
    'read',
  ]);
  for (const call of ['not_reached', 'wrong_number', 'no_number', 'lapsed'] as const) expect(of('none', false, call)).toBe('not_called');
});
