import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../..');

async function onewindow(words: string[], input = ''): Promise<{ lines: string[]; code: number; complaint: string }> {
  const child = spawn(process.execPath, ['cli/onewindow.mjs', ...words], { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } });
  child.stdin.end(input);
  const ended = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
  const [out, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { lines: out.trim().split('\n'), code, complaint };
}

it('explains a deadline line by line and ends with its date', async () => {
  const { lines, code } = await onewindow(['deadline', '--received', '2026-09-30', '--working-days', '3']);
  expect(code).toBe(0);
  expect(lines).toEqual([
    '9月30日 周三 收到。',
    '收到当日（9月30日 周三）不计入。',
    '10月1日 周四至10月7日 周三：国庆节假期，不计入。',
    '10月8日 周四至10月10日 周六：第 1 至 3 个工作日（10月10日 周六为国庆节调休上班日，计入）。',
    '因此期限为 10月10日 周六 24:00。',
    '2026-10-10',
  ]);
});

it.each([
  [['--received', '2026-11-24T16:30', '--working-hours', '4'], '2026-11-25'],
  [['--received', '2026-09-30T22:00', '--clock-hours', '24'], '2026-10-01'],
  [['--received', '2026-01-31', '--months', '1'], '2026-02-28'],
])('gives the date of %j', async (words, date) => {
  expect((await onewindow(['deadline', ...words])).lines.at(-1)).toBe(date);
});

it('gives no date past the last year the calendar knows', async () => {
  const { lines, code } = await onewindow(['deadline', '--received', '2026-12-30', '--working-days', '5']);
  expect(code).toBe(1);
  expect(lines.at(-1)).toContain('工作日历只到 2026-12-31');
});

it.each([
  [['--received', '2026-02-30', '--working-days', '5']],
  [['--received', '2026-08-28', '--working-days', '0']],
  [['--received', '2026-08-28']],
  [['--received', '2026-08-28', '--working-days', '1', '--months', '1']],
  [['--batch', '--received', '2026-08-28']],
])('refuses %j with what was wrong', async (words) => {
  const { code, complaint } = await onewindow(['deadline', ...words]);
  expect(code).toBe(2);
  expect(complaint).toContain('命令用法不对');
});

it('answers a batch line by line, also those it cannot', async () => {
  const asked = [
    '{"received":"2026-08-28","workingDays":5}',
    '{"received":"2026-10-01","workingDays":1}',
    '{"received":"2026-12-31","workingDays":1}',
    '{"received":"2017-12-29","workingDays":1}',
    '{"received":"2026-12-31"}',
  ];
  const { lines, code } = await onewindow(['deadline', '--batch'], `${asked.join('\n')}\n`);
  expect(code).toBe(1);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { countsFrom: '2026-08-28', due: '2026-09-04' },
    { countsFrom: '2026-10-08', due: '2026-10-09' },
    { error: 'calendar_unknown', knownUntil: '2026-12-31' },
    { error: 'calendar_unknown', knownFrom: '2018-01-01' },
    { error: 'invalid_input', expected: '{"received":"2026-08-28","workingDays":5}' },
  ]);
});

it('ends in silence when whoever reads its answers has enough', async () => {
  const child = spawn(process.execPath, ['cli/onewindow.mjs', 'deadline', '--batch'], { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } });
  const complaint = text(child.stderr);
  const ended = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
  child.stdin.on('error', () => undefined).end('{"received":"2026-08-28","workingDays":5}\n'.repeat(50_000));
  child.stdout.once('data', () => child.stdout.destroy());
  expect([await ended, await complaint]).toEqual([0, '']);
});
