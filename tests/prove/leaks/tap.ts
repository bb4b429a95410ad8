import { connect, createServer, type Server } from 'node:net';
import { routes } from '../../../shared/contract/routes';
import { endpoints } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { canariesIn, type Canaries } from './canaries';

/** Endpoints that show a number whole: as an act with a reason (K1), or to the duty person who calls at once (C16); their paths as patterns. */
const unmasking = (Object.keys(routes) as EndpointName[])
  .filter((name) => ('unmasks' in endpoints[name] && endpoints[name].unmasks) || name.startsWith('urgentDesk.'))
  .map((name) => new RegExp(`^[A-Z]+ ${routes[name].path.replace(/:\w+/g, '[^/ ]+')}[ ?]`));

export type Tap = { port: number; found: Set<string>; close(): void };

/** Stands between clients and the service and reads every answer: no number whole and no session key, whoever asks. */
export async function openTap(port: number, canaries: Canaries): Promise<Tap> {
  const found = new Set<string>();
  /** Of every open connection: reads what it was answered last. */
  const looks = new Set<() => void>();
  const server: Server = createServer((client) => {
    const service = connect(port, '127.0.0.1');
    let asked = '';
    let said = '';
    const look = () => {
      const what = asked
        .trim()
        .replace(/[?].*|(?<=\/)[a-z]+_[0-9a-z]{26}/g, '…')
        .slice(0, 80);
      if (!unmasking.some((pattern) => pattern.test(asked)))
        for (const canary of canariesIn(said, canaries, ['an identity number', 'a phone number', 'a session key']))
          found.add(`an answer to ${what} holds ${canary}`);
      said = '';
    };
    looks.add(look);
    client.on('data', (chunk: Buffer) => {
      const line = /^(?:GET|POST) \S+/.exec(chunk.toString('latin1', 0, 200))?.[0];
      if (line) {
        look();
        asked = `${line} `;
      }
      service.write(chunk);
    });
    service.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, service],
      [service, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        look();
        looks.delete(look);
        other.destroy();
      });
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const close = () => {
    for (const look of looks) look();
    server.close();
  };
  return { port: typeof address === 'object' && address ? address.port : 0, found, close };
}
