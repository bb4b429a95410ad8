import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

/** The tests of whatever reckons with time, and of numbers that carry a date. */
const suite = 'tests/shared/(work-time|shanghai|until-text|case-clocks|case-ladder|id-number|opening|enterprise-flow|form)\\.test';

/** Whether the suite is green on a machine of this zone that believes in this instant, and how many tests ran. */
async function runOn(zone: string, hostNow: string, pattern = suite): Promise<{ green: boolean; passed: number }> {
  const env = { ...process.env, TZ: zone, HOST_NOW: hostNow, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
  const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'unit', '--json', '--silent', '--runInBand', '--', pattern];
  const { stdout, code } = await promisify(execFile)(process.execPath, jest, { env, maxBuffer: 64 * 1024 * 1024 }).then(
    (done) => ({ ...done, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  );
  const { numPassedTests } = JSON.parse(stdout.slice(stdout.indexOf('{"'))) as { numPassedTests: number };
  return { green: code === 0, passed: numPassedTests };
}

test.each([
  ['the last half minute of the year', 'UTC', '2026-12-31T15:59:30.000Z'],
  ['the last workday before 春节, a make-up Saturday', 'Asia/Shanghai', '2026-02-14T02:00:00.000Z'],
  ['a make-up Saturday after 国庆', 'America/Los_Angeles', '2026-10-10T02:00:00.000Z'],
  ['a summer night with daylight saving in Shanghai', 'Asia/Shanghai', '1988-07-10T15:30:00.000Z'],
])(
  'the suite of time is green when the machine believes in %s (%s)',
  async (_, zone, hostNow) => {
    const { green, passed } = await runOn(zone, hostNow);
    expect(green).toBe(true);
    expect(passed).toBeGreaterThan(100);
  },
  180_000,
);

test('a test that looks at the clock of the machine is found out', async () => {
  expect((await runOn('UTC', '2026-12-31T15:59:30.000Z', 'tests/shared/host-clock-seed')).green).toBe(false);
}, 60_000);
