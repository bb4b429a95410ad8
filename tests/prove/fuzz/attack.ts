import { availableParallelism, loadavg } from 'node:os';
import type { EndpointName } from '../../../shared/contract/routes';
import { seeded } from '../../shared/numbers';
import { complaintAbout } from './judge';
import { requestsOf, type Sent } from './requests';
import { type Place, takeSteps } from './steps';
import { Line } from './wire';

export type Attack = { operations: number; requests: number; done: number; opened: EndpointName[]; findings: string[]; slowestMs: number };

const lines = 6;
const longestMs = 1_000;

/**
 * Sends so many requests of each operation over a few connections at once and judges each answer. What took more than a second among the others is
 * asked again alone, and is too slow when the best of three tries is; on a machine with more to do than
 * processors a second is as much longer. No more than `enough` complaints are told of an operation; `between` makes the scene good again after each.
 */
export async function attack(
  place: Place,
  names: readonly EndpointName[],
  each: number,
  seed: number,
  { enough, between }: { enough: number; between: () => Promise<void> },
): Promise<Attack> {
  const result: Attack = { operations: names.length, requests: 0, done: 0, opened: [], findings: [], slowestMs: 0 };
  const connections = Array.from({ length: lines }, () => new Line(place.port));
  for (const name of names) {
    const make = requestsOf(name, place.stage, seeded(seed + hashOf(name)), await takeSteps(name, place));
    const slow: Sent[] = [];
    const complaints = new Map<string, string>();
    const judge = (sent: Sent, reply: Awaited<ReturnType<Line['ask']>>) => {
      const complaint = complaintAbout(name, sent.wrong, reply);
      if (complaint && complaints.size < enough && !complaints.has(complaint)) complaints.set(complaint, shown(sent));
    };
    let [next, done] = [0, 0];
    await Promise.all(
      connections.map(async (line) => {
        while (next < each) {
          const sent = make(next++);
          const started = performance.now();
          // After a request that it could not read to its end the server hangs up, and what came next on the line was never read.
          const reply = (await line.ask(sent.bytes)) ?? (await line.ask(sent.bytes));
          if (performance.now() - started > longestMs) slow.push(sent);
          if (reply?.status === 200) done += 1;
          judge(sent, reply);
        }
      }),
    );
    for (const sent of slow.slice(0, 24)) {
      const best = await bestOfThree(connections[0] as Line, sent);
      result.slowestMs = Math.max(result.slowestMs, Math.round(best));
      if (best <= longestMs * crowding()) continue;
      complaints.set(`took ${Math.round(best)} ms`, shown(sent));
      break;
    }
    result.requests += each;
    result.done += done;
    if (done > 0) result.opened.push(name);
    for (const [complaint, what] of complaints) result.findings.push(`${name}: ${complaint} ← ${what}`);
    await between();
  }
  for (const line of connections) line.close();
  return result;
}

async function bestOfThree(line: Line, { bytes }: Sent): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && best > longestMs * crowding(); tries += 1) {
    const started = performance.now();
    await line.ask(bytes);
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** How many want each processor, three at most. */
const crowding = () => Math.min(3, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));

/** The request without whose session it is. */
const shown = ({ bytes }: Sent) =>
  JSON.stringify(bytes.toString('latin1').replace(/Authorization: .*\r\n|Host: .*\r\n|X-Pad: .*\r\n/g, '')).slice(0, 420);

function hashOf(text: string): number {
  let hash = 0;
  for (const sign of text) hash = (Math.imul(hash, 31) + sign.charCodeAt(0)) | 0;
  return Math.abs(hash % 1_000_000);
}
