import { spawn } from 'node:child_process';

/** Runs a prover as its command does, and yields what its last line says. When it is red, everything that it said is thrown. */
export async function proven<Result>(program: string, ...words: string[]): Promise<Result> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...words], { env: { ...process.env, NODE_OPTIONS: '' } });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(out);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as Result;
}
