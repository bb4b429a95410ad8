import pino from 'pino';

/** Structured log lines without personal data: names of endpoints, codes, times. LOG_LEVEL sets how much. */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null });
