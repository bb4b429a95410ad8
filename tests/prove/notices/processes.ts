import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { later } from '../../../shared/rules/shanghai';
import { testNow, testSealKey } from '../../support/test-city';
import { root } from '../seeded';

/** One clock for all processes of a round and for WeChat outside, in the prover's hand. */
export class SharedClock {
  private readonly started = Date.now();
  private ahead = 0;
  constructor(private readonly file: string) {
    writeFileSync(file, '0');
  }
  now = (): string => later(testNow, Date.now() - this.started + this.ahead);
  putAhead(ms: number): void {
    this.ahead += ms;
    writeFileSync(this.file, String(this.ahead));
  }
  get environment(): Record<string, string> {
    return { NOTICES_BEGIN: testNow, NOTICES_STARTED: String(this.started), NOTICES_CLOCK: this.file };
  }
}

/** A process of the service, killed with SIGKILL and started again. */
export class Process {
  private child: ChildProcess | null = null;
  constructor(
    private readonly program: string,
    private readonly environment: Record<string, string>,
  ) {
    process.once('exit', () => this.child?.kill('SIGKILL'));
  }

  start(): void {
    const child = spawn(process.execPath, ['--import', join(root, 'tests/prove/notices/clock.mjs'), this.program], {
      cwd: root,
      env: {
        ...process.env,
        ...this.environment,
        ONEWINDOW_SEAL_KEY: testSealKey,
        LOG_LEVEL: process.env.SERVICE_LOG ?? 'silent',
        NODE_OPTIONS: '',
      },
      stdio: ['ignore', process.stderr, 'inherit'],
    });
    this.child = child;
  }

  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
