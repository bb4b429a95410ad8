// npm start. Imports only Node until the packages are there; then everything runs in this one process.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './step.mjs';

async function start() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 11)) throw new OperatorRefusal('node_too_old', process.versions.node);
  const port = Number(process.env.PORT || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new OperatorRefusal('usage', `PORT=${process.env.PORT}`);
  // asked first: nobody wants to wait for a build to hear this
  const host = process.env.HOST || '127.0.0.1';
  if (port !== 0) await refuseUsedPort(port, host);
  await ensureInstalled();
  await ensureBuilt('h5');
  await ensureBuilt('server');
  const { run } = await import('../dist/server/run.mjs');
  await run({ port, host, h5Dir: join(root, 'dist', 'h5') });
}

function refuseUsedPort(port, host) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => {
      fail(error.code === 'EADDRINUSE' ? new OperatorRefusal('port_in_use', String(port)) : error);
    });
    probe.listen(port, host, () => probe.close(() => done(undefined)));
  });
}

start().catch((error) => {
  if (error instanceof OperatorRefusal || typeof error.exitCode === 'number') {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  if (error?.code === 'ENOSPC') {
    const refusal = new OperatorRefusal('no_disk_space', error.path ?? root);
    process.stderr.write(`${refusal.message}\n`);
    process.exit(refusal.exitCode);
  }
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
