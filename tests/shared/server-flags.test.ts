import { readFileSync } from 'node:fs';
import { serverFlags } from '../support/server-flags';

test.each(['Dockerfile', 'docs/operations.md'])('%s starts the service with the flags that are proven and measured', (file) => {
  const words = readFileSync(file, 'utf8').replaceAll('", "', ' ');
  expect(words).toContain(`node ${serverFlags.join(' ')} dist/server/server.mjs`);
});
