import * as z from 'zod/mini';
import { oneLineForm } from '../rules/one-line';

/** Shapes that several domains share. Instants are UTC ISO strings with milliseconds, dates are Shanghai dates. */
export const instant = z.iso.datetime({ precision: 3 });
/** From 1900 to 2199: the years people are born in and calendars reach. Days are counted from it, and five-digit years are no dates to Postgres. */
export const date = z.iso.date().check(z.regex(/^(19|20|21)/));
/** `apt_` and 26 characters of Crockford's base 32: the prefix says the kind. */
export const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`)));
/** Ids of units, halls and items are short words chosen by editors. */
export const key = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/));
export const itemCode = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,63}$/));
/** Short codes are read aloud: no 0/O, 1/I/L. */
export const shortCode = z.string().check(z.regex(/^[2-9A-HJKMNP-Z]{6,10}$/));
/** Words typed by a person: trimmed, without control characters. */
export const words = (minimum: number, maximum: number) =>
  z.string().check(z.trim(), z.minLength(minimum), z.maxLength(maximum), z.regex(/^(?:[\n\r\t]|\P{Cc})*$/u));
/** The name of an enterprise: of the same signs as in the register's list (A6). Not for people, whose rare characters may be private ones. */
export const firmName = z.string().check(z.trim(), z.minLength(2), z.maxLength(60), z.regex(oneLineForm));
export const nothing = z.strictObject({});
export const done = z.strictObject({ done: z.literal(true) });
export const byId = (prefix: string) => z.strictObject({ id: id(prefix) });
/** Letters of the phone's own random key for one page of results; absent on the first. */
export const cursor = z.optional(z.string().check(z.maxLength(120)));
