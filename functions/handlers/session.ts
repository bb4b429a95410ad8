import { later } from '../../shared/rules/shanghai';
import { createHash, randomBytes } from 'node:crypto';
import { endedElsewhere, insertSession, revokeReplayedSession, revokeSession, rotateSession } from '../../db/queries/sessions';
import { takeToPhone } from '../../db/queries/bindings';
import { endGuideSessions } from '../../db/queries/guide-sessions';
import { agreedByOpenid, insertConsent } from '../../db/queries/consents';
import { findOrAddPerson } from '../../db/queries/people';
import { Refusal, refuse } from '../../shared/contract/errors';
import { consentsInForce, consentWanted } from '../../shared/rules/consents';
import type { Handlers } from '../call';
import { namedDevice } from '../device';
import { newId } from '../ids';
import { refuseForWechat } from '../wechat-outcome';
import { me } from './me';

/** Access tokens live 15 minutes, refresh tokens 30 days from their last use. */
const accessMs = 15 * 60_000;
const refreshMs = 30 * 86_400_000;

const hashOf = (token: string) => createHash('sha256').update(token).digest();

function newTokens(now: string) {
  return {
    accessToken: randomBytes(32).toString('base64url'),
    accessExpiresAt: later(now, accessMs),
    refreshToken: randomBytes(32).toString('base64url'),
    refreshExpiresAt: later(now, refreshMs),
  };
}

/** A1: sign in by WeChat's code; short access token, rotating refresh token, revocable at once. */
export const session = {
  'session.signIn': async (call) => {
    const wechat = await call.ports.wechat.codeToSession(call.input.code);
    if (!wechat.ok) refuseForWechat(wechat, 'code_invalid');
    const { openid } = wechat.value;
    const { agreed } = call.input;
    // before the first row of a person is made (PIPL art. 14); who was here comes in without, to read, end and delete what is there
    const wanted = consentWanted(['notice'], agreed ? { notice: agreed.version } : {});
    if (wanted && (await agreedByOpenid(call.database, openid)) === null) refuse('consent_needed', wanted);
    return call.write(async (tx) => {
      const personId = await findOrAddPerson(tx, { id: newId('per', call.now), openid, now: call.now });
      const version = consentsInForce.notice;
      if (agreed?.version === version && (await agreedByOpenid(tx, openid))?.notice !== version)
        await insertConsent(tx, { id: newId('con', call.now), personId, purpose: 'notice', version, act: 'give', page: agreed.page, at: call.now });
      const device = namedDevice(call.request.headers);
      if (device !== null) await takeToPhone(tx, personId, device, call.now);
      const tokens = newTokens(call.now);
      await insertSession(tx, {
        id: newId('ses', call.now),
        personId,
        accessHash: hashOf(tokens.accessToken),
        accessExpiresAt: tokens.accessExpiresAt,
        refreshHash: hashOf(tokens.refreshToken),
        refreshExpiresAt: tokens.refreshExpiresAt,
        device,
        now: call.now,
      });
      return { ...tokens, me: await me(tx, call, personId) };
    });
  },

  'session.refresh': async (call) => {
    const refreshHash = hashOf(call.input.refreshToken);
    try {
      return await call.write(async (tx) => {
        const tokens = newTokens(call.now);
        const good = await rotateSession(tx, {
          refreshHash,
          accessHash: hashOf(tokens.accessToken),
          accessExpiresAt: tokens.accessExpiresAt,
          nextRefreshHash: hashOf(tokens.refreshToken),
          refreshExpiresAt: tokens.refreshExpiresAt,
          now: call.now,
        });
        if (!good) refuse((await endedElsewhere(tx, refreshHash)) ? 'signed_in_elsewhere' : 'session_expired');
        return tokens;
      });
    } catch (error) {
      // Outside the transaction that was rolled back: the session of a replayed token ends for both who hold it.
      if (error instanceof Refusal) await revokeReplayedSession(call.database, refreshHash, call.now);
      throw error;
    }
  },

  'session.signOut': (call) =>
    call.write(async (tx) => {
      await revokeSession(tx, call.sessionId as string, call.now);
      const { personId: actorId } = call.actor;
      await endGuideSessions(tx, { signedOut: actorId }, { by: 'sign_out', side: null, actorId, now: call.now });
      return { done: true as const };
    }),
} satisfies Handlers<'session.'>;
