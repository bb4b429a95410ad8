import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

/** An event stream of the browser, as a page sees it. */
class Stream {
  static all: Stream[] = [];
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  isClosed = false;
  readonly named = new Map<string, () => void>();
  constructor() {
    Stream.all.push(this);
  }
  addEventListener(name: string, listener: () => void) {
    this.named.set(name, listener);
  }
  close() {
    this.isClosed = true;
  }
}

jest.unstable_mockModule('../../miniprogram/api', () => ({ addressOf: () => '/api/stream' }));
const { followLive } = await import('../../miniprogram/wechat/live.h5');
beforeEach(() => {
  jest.useFakeTimers();
  Stream.all = [];
  Object.assign(globalThis, { EventSource: Stream });
});
afterEach(() => {
  jest.useRealTimers();
});

test('a stream that is open and says nothing is opened anew, and the page reads by itself until it speaks', () => {
  const heard: unknown[] = [];
  const stop = followLive('queue.live', { id: 'tick_1' }, { data: (data) => heard.push(data), connected: (is) => heard.push(is) });
  const [first] = Stream.all;
  first?.onopen();
  first?.onmessage({ data: '{"ahead":2}' });
  // The service is there as long as it says so, whether anything changes or not.
  for (let beat = 0; beat < 8; beat++) {
    jest.advanceTimersByTime(15_000);
    first?.named.get('beat')?.();
  }
  expect(Stream.all).toHaveLength(1);
  jest.advanceTimersByTime(40_000);
  expect(first?.isClosed).toBe(true);
  expect(heard).toEqual([true, { ahead: 2 }, false]);
  Stream.all[1]?.onopen();
  expect(heard.at(-1)).toBe(true);
  stop();
  jest.advanceTimersByTime(100_000);
  expect([Stream.all.length, Stream.all[1]?.isClosed]).toEqual([2, true]);
});
