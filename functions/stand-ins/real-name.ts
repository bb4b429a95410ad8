import { Hono } from 'hono';
import * as z from 'zod/mini';
import { type Clock, systemClock } from '../ports/clock';
import { realNamePath } from '../ports/real-name';
import { checkSignature } from '../ports/signature';
import { FaultList, faultControl, playFaults, type StandInEnv } from './faults';

export type RealNameStandInOptions = {
  secret: string;
  clock?: Clock;
  /** Synthetic people whose number is known: another name with the same number is a mismatch. */
  register?: readonly { name: string; idNumber: string }[];
};

const question = z.strictObject({
  requestId: z.string().check(z.minLength(8), z.maxLength(64)),
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  idKind: z.string(),
  idNumber: z.string().check(z.minLength(5), z.maxLength(30)),
});

/** Said in every answer, so that a result of this server can never pass for a real verification. */
export const standInVerifier = 'local-stand-in';

/**
 * Stands in for the real-name service. A number on the register matches its name only; a number nobody knows matches
 * any name, except that a name with 不符 in it never matches and one with 无法核验 finds the source unavailable.
 */
export function realNameStandIn(options: RealNameStandInOptions): Hono<StandInEnv> {
  const clock = options.clock ?? systemClock;
  const faults = new FaultList();
  const nonces = new Set<string>();
  const known = new Map((options.register ?? []).map((person) => [person.idNumber.toUpperCase(), person.name]));
  const app = new Hono<StandInEnv>();
  app.route('/', faultControl(faults));
  app.use(
    '*',
    playFaults(faults, (c, errcode, errmsg) => c.json({ error: { code: String(errcode), message: errmsg ?? '' } })),
  );

  app.post(realNamePath, async (c) => {
    const body = await c.req.text();
    const signed = checkSignature(
      options.secret,
      { method: 'POST', path: realNamePath, headers: c.req.raw.headers, body },
      { sender: 'onewindow', now: clock.now() },
    );
    if (!signed.ok) return c.json({ error: { code: 'signature_invalid', message: signed.problem } }, 401);
    if (nonces.has(signed.nonce)) return c.json({ error: { code: 'replayed', message: '' } }, 409);
    nonces.add(signed.nonce);
    const asked = question.safeParse(parseJson(body));
    if (!asked.success) return c.json({ error: { code: 'invalid', message: z.prettifyError(asked.error) } }, 400);
    const { requestId, name, idNumber } = asked.data;
    const result = judge(name, known.get(idNumber.toUpperCase()));
    return c.json({ requestId, result, verifier: standInVerifier, notice: '本机模拟，不是真实核验' });
  });
  return app;
}

function judge(name: string, registered: string | undefined): 'match' | 'mismatch' | 'unavailable' {
  if (name.includes('无法核验')) return 'unavailable';
  if (name.includes('不符')) return 'mismatch';
  return registered === undefined || registered === name ? 'match' : 'mismatch';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
