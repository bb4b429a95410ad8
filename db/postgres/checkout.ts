import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of package.json above this file, in the sources and in a bundle alike; the working folder where there is none (a container). */
export function checkoutFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return process.cwd();
}
