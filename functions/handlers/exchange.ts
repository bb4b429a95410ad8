import type { Tx } from '../../db/client';
import { receiverForTown } from '../../db/queries/enterprises';
import { claimEvent, keepReceipt, receiptOf } from '../../db/queries/exchange';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { shiftAt } from '../../shared/rules/duty';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { callerByPhone } from '../cases/caller';
import { fileCase } from '../cases/file';

type Receipt = Output<'exchange.receiveOrder'>;

/** G1, thin: work orders from 12345, signed; an event is applied once and answered the same ever after. */
export const exchange = {
  'exchange.receiveOrder': async (call) => {
    const check = call.ports.hotline.verify(call.request);
    if (!check.ok) refuse('signature_invalid', { problem: check.problem });
    const { eventId, orderNumber, category, title, body, town, callerName, callerPhone } = call.input;
    const { now, bodyHash } = call;
    const calendar = await currentCalendar(call.database);
    return call.database.begin(async (tx): Promise<Receipt> => {
      if (!(await claimEvent(tx, { eventId, bodyHash, now }))) return earlierAnswer(tx, eventId, bodyHash);
      const receiver = await receiverForTown(tx, town, shiftAt(now));
      if (!receiver) throw new Error('no unit is loaded');
      const requesterId = await callerByPhone(tx, call.sealer, { name: callerName, phone: callerPhone, now });
      const filing = { channel: 'hotline_12345', category, title, body, place: null, enterpriseId: null, requesterId } as const;
      const filed = await fileCase(tx, calendar, { ...filing, externalNumber: orderNumber, now }, receiver);
      // The order is here under another event: its first receipt stands.
      if (!filed) return refuse('replayed');
      const answer: Receipt = { orderNumber, caseNumber: filed.number };
      await keepReceipt(tx, eventId, JSON.stringify(answer));
      return answer;
    });
  },
} satisfies Handlers<'exchange.'>;

async function earlierAnswer(tx: Tx, eventId: string, bodyHash: Uint8Array): Promise<Receipt> {
  const receipt = await receiptOf(tx, eventId);
  if (!receipt || !Buffer.from(receipt.bodyHash).equals(Buffer.from(bodyHash))) return refuse('replayed');
  return JSON.parse(receipt.answer) as Receipt;
}
