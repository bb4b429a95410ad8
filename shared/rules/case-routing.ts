import type { Branch } from './service-item';

/**
 * Which unit first receives a request about an item (D3): the contact channel of the enterprise's town, or the department that owns the
 * item where only that department works on such matters.
 */
export const firstReceivers: Record<Branch, 'town' | 'department'> = {
  household: 'town',
  exit_entry: 'town',
  traffic: 'town',
  public_order: 'town',
  economic: 'department',
  criminal: 'town',
  network: 'department',
  narcotics: 'department',
};
