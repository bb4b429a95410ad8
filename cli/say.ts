export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Beside the answer: to standard error, so that what a machine reads stays whole. */
export function sayAside(line: string): void {
  process.stderr.write(`${line}\n`);
}
