import type { Input, Output } from '../../shared/contract';
import { addressOf } from '../api';
import type { LiveName } from './live';

/**
 * Follows a stream of the service (Server-Sent Events) until the result is called. The browser opens an ended one again; `connected` says when it
 * is lost and when it is back, so that the page reads by itself in between.
 */
export function followLive<Name extends LiveName>(
  name: Name,
  input: Record<string, string>,
  on: { data: (data: Output<Name>) => void; connected: (isConnected: boolean) => void },
): () => void {
  if (typeof EventSource === 'undefined') return () => undefined;
  const source = new EventSource(addressOf(name, input as Input<Name>));
  source.onopen = () => on.connected(true);
  source.onerror = () => on.connected(false);
  source.onmessage = ({ data }) => on.data(JSON.parse(String(data)) as Output<Name>);
  return () => source.close();
}
