import Taro from '@tarojs/taro';

const key = 'ticket-for-list';
type Kept = { id: string; number: string; itemCode: string };

/** Remembers for which ticket the staff makes a list with the person: the checklist offers to go back to it. */
export function keepTicket(ticket: Kept): void {
  Taro.setStorageSync(key, ticket);
}

/** The ticket for which a list of this item is being made, or null. */
export function keptTicket(itemCode: string): Kept | null {
  const kept: unknown = Taro.getStorageSync(key);
  if (typeof kept !== 'object' || kept === null || !('itemCode' in kept) || kept.itemCode !== itemCode) return null;
  return 'id' in kept && 'number' in kept ? { id: String(kept.id), number: String(kept.number), itemCode } : null;
}

export function forgetTicket(): void {
  Taro.removeStorageSync(key);
}
