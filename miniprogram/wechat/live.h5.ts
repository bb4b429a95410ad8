import type { Input, Output } from '../../shared/contract';
import { addressOf } from '../api';
import type { LiveName } from './live';

/** The service speaks every 15 seconds, if only to say that it is there. */
const silentMs = 40_000;

/**
 * Follows a stream of the service (Server-Sent Events) until the result is called. The browser opens an ended one again; one that is open and silent,
 * as after a change of network, is opened anew. `connected` says when it is lost and when it is back, so that the page reads by itself in between.
 */
export function followLive<Name extends LiveName>(
  name: Name,
  input: Record<string, string>,
  on: { data: (data: Output<Name>) => void; connected: (isConnected: boolean) => void },
): () => void {
  if (typeof EventSource === 'undefined') return () => undefined;
  let source: EventSource;
  let watch: ReturnType<typeof setTimeout>;
  const open = () => {
    source = new EventSource(addressOf(name, input as Input<Name>));
    source.onopen = () => heard(true);
    source.onerror = () => on.connected(false);
    source.addEventListener('beat', () => heard());
    source.onmessage = ({ data }) => {
      heard();
      on.data(JSON.parse(String(data)) as Output<Name>);
    };
    heard();
  };
  const heard = (isConnected?: true) => {
    clearTimeout(watch);
    watch = setTimeout(again, silentMs);
    if (isConnected) on.connected(true);
  };
  const again = () => {
    on.connected(false);
    source.close();
    open();
  };
  open();
  return () => {
    clearTimeout(watch);
    source.close();
  };
}
