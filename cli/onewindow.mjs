#!/usr/bin/env node
import { ensureInstalled } from '../scripts/install.mjs';

try {
  await ensureInstalled();
  const { register } = await import('tsx/esm/api');
  register();
  await import('./onewindow.ts');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode ?? 1;
}
