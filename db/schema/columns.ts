import { customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant as `db/client.ts` reads it: UTC ISO string with milliseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** Sealed bytes: made and opened only by db/sealed.ts. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** `'a','b','c'` for a CHECK over a union of shared/rules, so the database knows the same words. */
export const quoted = (members: readonly (string | number)[]): string =>
  members.map((member) => (typeof member === 'number' ? String(member) : `'${member}'`)).join(', ');
