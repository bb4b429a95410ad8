import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { log } from './log';

const notPublic = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv6');

/**
 * An address as it is counted: IPv4 whole, IPv6 by its /64, which is one household. Null for what is no address, and for one of a private network:
 * that is a proxy of which the service was not told, and counting it would count everybody as one.
 */
export function countedAddress(text: string | null | undefined): string | null {
  const address = (text ?? '').trim().replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIPv4(address)) return notPublic.check(address, 'ipv4') ? null : address;
  if (!isIPv6(address) || address.includes('%') || notPublic.check(address, 'ipv6')) return null;
  // The URL parser writes an address in its one shortest form.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/**
 * Tells where a request comes from. `proxies` is how many stand in front: each adds to X-Forwarded-For the address that it was called from, so the
 * entry of the outermost is that many from the right, and what a caller writes there itself stands further left and is never read. With none the
 * header counts for nothing.
 */
export function addressReader(proxies: number): (connection: string | undefined, forwarded: string | null) => string | null {
  let warned = false;
  return (connection, forwarded) => {
    const entry = proxies > 0 ? forwarded?.split(',').at(-proxies) : undefined;
    if (proxies === 0 && forwarded !== null && countedAddress(connection) === null && !warned) {
      warned = true;
      log.warn('a proxy in front of the service sends X-Forwarded-For: set ONEWINDOW_PROXIES to how many there are, or no address is counted');
    }
    return countedAddress(entry ?? connection);
  };
}
