import { randomUUID } from 'node:crypto';
import type { Canaries } from './canaries';
import { routes } from '../../../shared/contract/routes';
import { consentsInForce } from '../../../shared/rules/consents';
import { idNumberOf, nameOf, phoneOf } from './canaries';

/** How many come at a time. */
const lines = 6;

/**
 * So many people sign in with WeChat, say who they are and how they can be called, each through the API as a phone does it, and each also makes the
 * mistakes in which a number might be repeated: one too short, a field too many, a body that is none. Their tokens are canaries too.
 * How many requests that took.
 */
export async function peopleCome(base: string, count: number, canaries: Canaries): Promise<number> {
  const paths = {
    signIn: routes['session.signIn'].path,
    realName: routes['me.verifyRealName'].path,
    phone: routes['me.setPhone'].path,
    agree: routes['consents.give'].path,
  };
  let next = 0;
  let requests = 0;
  const post = async (address: string, body: unknown, token?: string) => {
    requests += 1;
    const response = await fetch(`${base}${address}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const one = async (n: number) => {
    const { code } = JSON.parse((await post('/stand-in/wechat/__stand-in/login', { openid: `canary-${n}` })).text) as { code: string };
    const signedIn = await post(paths.signIn, { code, agreed: { version: consentsInForce.notice, page: 'pages/me/index' } });
    if (signedIn.status !== 200) throw new Error(`nobody could sign in: ${signedIn.text}`);
    const { accessToken, refreshToken } = JSON.parse(signedIn.text) as { accessToken: string; refreshToken: string };
    canaries.tokens.add(accessToken).add(refreshToken);
    canaries.phones.add(phoneOf(n));
    await post(paths.agree, { purpose: 'identity', version: consentsInForce.identity, page: 'pages/me/index' }, accessToken);
    const identity = { name: nameOf(n), idKind: 'resident_id', idNumber: idNumberOf(n) };
    await post(paths.realName, { ...identity, idNumber: `${identity.idNumber}9` }, accessToken);
    await post(paths.realName, { ...identity, name: [identity.name], idNumber: { is: identity.idNumber } }, accessToken);
    await post(paths.phone, { phone: Number(phoneOf(n)) }, accessToken);
    await post(paths.phone, `{"phone":"${phoneOf(n)}`, accessToken);
    const known = await post(paths.realName, identity, accessToken);
    const called = await post(paths.phone, { phone: phoneOf(n) }, accessToken);
    if (known.status !== 200 || called.status !== 200) throw new Error(`somebody could not say who they are: ${known.text} ${called.text}`);
    requests += 1;
    const strayed = await fetch(`${base}/api/${phoneOf(n)}/${idNumberOf(n)}?of=${encodeURIComponent(nameOf(n))}`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    if (strayed.status !== 404) throw new Error(`an address that does not exist was answered with ${strayed.status}`);
  };
  await Promise.all(
    Array.from({ length: lines }, async () => {
      while (next < count) await one(next++);
    }),
  );
  return requests;
}
