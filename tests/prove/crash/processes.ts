import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbedded } from '../../../db/embedded';
import type { Addresses } from '../../../db/service-role';
import { serverFlags } from '../../support/server-flags';
import { testSealKey } from '../../support/test-city';
import { root } from '../seeded';

export const killKinds = ['service', 'postgres', 'backend'] as const;
export type KillKind = (typeof killKinds)[number];

/** Postgres with its durability on and the service before it, each its own process, killed and started again on the same port and folder. */
export class Machine {
  private constructor(
    private readonly dataDir: string,
    private readonly folder: string,
    private readonly outside: Record<string, string>,
    readonly port: number,
    private postgres: EmbeddedPostgres,
  ) {}
  private service: ChildProcess | null = null;

  static async start(dataDir: string, folder: string, outside: Record<string, string>, port: number): Promise<Machine> {
    const postgres = await startEmbedded({ dataDir, mayMove: true });
    return new Machine(dataDir, folder, outside, port, postgres);
  }

  /** For the owner, who lays the scene and audits. */
  get databaseUrl(): string {
    return this.postgres.url;
  }

  get addresses(): Addresses {
    return { ownerUrl: this.postgres.url, databaseUrl: this.postgres.serviceUrl };
  }

  /** SIGKILL, and everything that was killed is started again at once, as the host's supervisor does. */
  async kill(kind: KillKind, pick: <T>(list: readonly T[]) => T): Promise<void> {
    if (kind === 'service') {
      await this.killService();
      await this.startService();
    } else if (kind === 'postgres') {
      await this.killPostgres();
      this.postgres = await startEmbedded({ dataDir: this.dataDir, mayMove: true, port: this.postgres.port });
    } else {
      // one session's process: Postgres then throws out all others and recovers by itself
      const sessions = this.children().filter(({ what }) => what.includes('127.0.0.1('));
      if (sessions.length > 0) process.kill(pick(sessions).pid, 'SIGKILL');
    }
  }

  async restartAhead(aheadMs: number): Promise<void> {
    await this.killService();
    await this.killPostgres();
    this.postgres = await startEmbedded({ dataDir: this.dataDir, mayMove: true, port: this.postgres.port });
    await this.startService(aheadMs);
  }

  async stop(): Promise<void> {
    await this.killService();
    await this.postgres.stop();
  }

  /** Started, not yet answering. */
  async startService(aheadMs = 0): Promise<void> {
    const real = this.folder === root;
    const ahead = aheadMs > 0 ? ['--import', join(root, 'tests/prove/crash/clock-ahead.mjs')] : [];
    const program = real ? [...serverFlags, 'dist/server/server.mjs'] : ['--import', 'tsx', 'functions/container.ts'];
    this.service = spawn(process.execPath, [...ahead, ...program], {
      cwd: this.folder,
      env: {
        ...process.env,
        ...this.outside,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATABASE_URL: this.postgres.serviceUrl,
        ONEWINDOW_SEAL_KEY: testSealKey,
        CLOCK_AHEAD_MS: String(aheadMs),
        LOG_LEVEL: process.env.SERVICE_LOG ?? 'silent',
        NODE_OPTIONS: '',
      },
      stdio: ['ignore', process.stderr, 'inherit'],
    });
    const service = this.service;
    const end = () => service.kill('SIGKILL');
    process.once('exit', end);
    service.once('exit', () => process.off('exit', end));
    await pause(0);
  }

  private async killService(): Promise<void> {
    const service = this.service;
    if (!service || service.exitCode !== null || service.signalCode !== null) return;
    service.kill('SIGKILL');
    await once(service, 'exit');
  }

  private async killPostgres(): Promise<void> {
    // the postmaster first: it can no longer start or tell others
    const children = this.children();
    for (const pid of [this.postgres.pid, ...children.map((child) => child.pid)]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it ended by itself meanwhile
      }
    }
    await this.postgres.stop();
  }

  private children(): { pid: number; what: string }[] {
    return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .flatMap((line) => {
        const [, pid, parent, what] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
        return Number(parent) === this.postgres.pid ? [{ pid: Number(pid), what: what ?? '' }] : [];
      });
  }
}
