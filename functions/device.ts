import type { Call } from './call';
import type { EndpointName } from '../shared/contract/routes';

/** Which phone asks, for what is counted per phone: the name it gives itself with its writes, else its session. */
export function deviceOf({ request, sessionId }: Pick<Call<EndpointName>, 'request' | 'sessionId'>): string | null {
  return namedDevice(request.headers) ?? sessionId;
}

/** The name that a phone gives itself with its writes, where it is of the right form. */
export function namedDevice(headers: Headers): string | null {
  const named = headers.get('x-onewindow-device');
  return named && /^[A-Za-z0-9-]{16,64}$/.test(named) ? `dev_${named}` : null;
}
