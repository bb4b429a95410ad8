import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbedded } from '../../../db/embedded';
import { databaseUser } from '../../../db/postgres/user';

/** Room for the tables of the small disk, beside what the ballast takes: MiB. */
const diskMiB = 400;

/** Postgres as a host runs it, with its durability on: stopped and started again on the same port, and with its tables on a disk that can be filled. */
export class Cluster {
  private constructor(
    private readonly dataDir: string,
    private postgres: EmbeddedPostgres,
  ) {}

  static async start(dataDir: string): Promise<Cluster> {
    return new Cluster(dataDir, await startEmbedded({ dataDir, mayMove: true }));
  }

  /** Of the owner, who lays the scene and audits, past the proxy. */
  get ownerUrl(): string {
    return this.postgres.url;
  }

  get serviceUrl(): string {
    return this.postgres.serviceUrl;
  }

  get port(): number {
    return this.postgres.port;
  }

  /** Fast shutdown and start, as an operator's restart does it; `downMs` in between. */
  async restart(between: () => Promise<void>): Promise<void> {
    const { port } = this.postgres;
    await this.postgres.stop();
    await between();
    this.postgres = await startEmbedded({ dataDir: this.dataDir, mayMove: true, port });
  }

  stop(): Promise<void> {
    return this.postgres.stop();
  }
}

/** A small disk of memory for the tables; null where nothing may be mounted. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Below a folder that the database's account can enter. */
  static mount(below: string): SmallDisk | null {
    const folder = join(below, 'small-disk');
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMiB}m,mode=0777`, 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return null;
    }
    mkdirSync(join(folder, 'tables'));
    const user = databaseUser();
    if (user) chownSync(join(folder, 'tables'), user.uid, user.gid);
    return new SmallDisk(folder);
  }

  fill(): void {
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${this.ballast}`, 'bs=64k'], { stdio: 'ignore' });
    } catch {
      // full: as wanted
    }
  }

  empty(): void {
    if (existsSync(this.ballast)) rmSync(this.ballast);
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.folder], { stdio: 'ignore' });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
