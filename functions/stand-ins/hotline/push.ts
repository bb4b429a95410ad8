import { later } from '../../../shared/rules/shanghai';
import { randomInt, randomUUID } from 'node:crypto';
import { hotlineSamples, type hotlineText } from '../../../shared/text/stand-ins';
import type { Input } from '../../../shared/contract/index';
import { type Clock } from '../../ports/clock';
import { exchangeSender, hotlinePaths } from '../../ports/hotline-protocol';
import { ask } from '../../ports/outside';
import { signatureHeaders, signatureWindowMs } from '../../ports/signature';

export type HotlineOrder = Input<'exchange.receiveOrder'>;

/** How an order reaches us: as it should, or as real platforms do on bad days. */
export type PushWay = keyof typeof hotlineText.ways;

export type Pushed = {
  at: string;
  way: PushWay;
  order: HotlineOrder;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
  /** The answer as text, or the kind of network failure. */
  answer: string;
};

export type PushOptions = { target: string; secret: string; clock: Clock; towns: readonly string[] };

/** An order of a synthetic caller; whatever is given replaces the sample's own. */
export function sampleOrder(options: PushOptions, index: number, given: Partial<HotlineOrder> = {}): HotlineOrder {
  const sample = hotlineSamples[index % hotlineSamples.length] ?? hotlineSamples[0];
  const day = options.clock.now().slice(0, 10).replaceAll('-', '');
  return {
    version: 1,
    eventId: `h${randomUUID().replaceAll('-', '')}`,
    orderNumber: `DG${day}${String(randomInt(1_000_000)).padStart(6, '0')}`,
    town: options.towns[index % options.towns.length] ?? '',
    ...sample,
    ...given,
  };
}

/**
 * Delivers orders in one of the ways. Answers what came back, in the order of sending.
 * @param lateMs how long `late` waits
 */
export async function push(options: PushOptions, way: PushWay, orders: readonly HotlineOrder[], lateMs: number): Promise<Pushed[]> {
  if (way === 'late') await new Promise((resolve) => setTimeout(resolve, lateMs));
  const sending = way === 'twice' ? orders.flatMap((order) => [order, order]) : way === 'out_of_order' ? orders.toReversed() : orders;
  const pushed: Pushed[] = [];
  for (const order of sending) pushed.push(await deliver(options, way, order));
  return pushed;
}

async function deliver({ target, secret, clock }: PushOptions, way: PushWay, order: HotlineOrder): Promise<Pushed> {
  const body = JSON.stringify(order);
  const path = hotlinePaths.orders;
  const timestamp = way === 'stale' ? later(clock.now(), -signatureWindowMs - 1000) : clock.now();
  const headers = signatureHeaders(way === 'bad_signature' ? `${secret}?` : secret, {
    sender: exchangeSender.hotline,
    timestamp,
    method: 'POST',
    path,
    body,
  });
  const answer = await ask(`${target}${path}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body }, 10_000);
  const told = answer.ok ? { status: answer.status, answer: new TextDecoder().decode(answer.body) } : { status: null, answer: answer.detail };
  return { at: clock.now(), way, order, ...told };
}
