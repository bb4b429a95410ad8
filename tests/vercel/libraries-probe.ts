/** What every function starts with and nothing of ours: the measure of its cold import. */
export { Hono } from 'hono';
export { default as pino } from 'pino';
export { default as postgres } from 'postgres';
export * as zod from 'zod/mini';
