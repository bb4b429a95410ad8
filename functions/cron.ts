import { createHash, timingSafeEqual } from 'node:crypto';
import { whileInReach } from '../db/client';
import type { Room } from './call';
import { type RoleGuard, roleGuard } from './database-role';
import { runJobs } from './jobs/index';
import { roomFromEnvironment } from './room';

let room: Room | undefined;
let mayServe: RoleGuard | undefined;

const digest = (words: string) => createHash('sha256').update(words).digest();

/**
 * Scheduled work for hosts without a process of their own: GET with `Authorization: Bearer <CRON_SECRET>`, as Vercel's cron sends it.
 * Answers with the counts of one round of jobs, 500 when one of them failed. Without a CRON_SECRET nobody may call it.
 */
export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { Allow: 'GET' } });
    const secret = process.env.CRON_SECRET;
    const given = request.headers.get('authorization') ?? '';
    if (!secret || !timingSafeEqual(digest(given), digest(`Bearer ${secret}`))) return new Response(null, { status: 401 });
    room ??= roomFromEnvironment(process.env);
    mayServe ??= roleGuard(room.database);
    // what keeps the database from answering is told by the jobs themselves
    if (!(await mayServe().catch(() => true))) return new Response(null, { status: 503 });
    const report = await whileInReach(room.database, runJobs(room), 'job');
    return Response.json(report, { status: report.failed.length > 0 ? 500 : 200, headers: { 'Cache-Control': 'no-store' } });
  },
};
