import { connect } from '../db/client';
import { openInstallation } from '../db/installation';
import { migrationsKnown } from '../db/migrate';
import { readCalendar } from '../db/queries/calendar';
import { databaseState, driverTellsTheTruth } from '../db/queries/doctor';
import { holdersOf } from '../db/queries/staff-administration';
import { powersOf } from '../db/queries/service-role';
import { gapsInWall } from '../db/wall';
import { separateRoles } from '../shared/rules/roles';
import { staffRoleWords } from '../shared/text/roles';
import { say } from './say';

type Finding = { state: 'ok' | 'warning' | 'problem'; zh: string; en: string };

const marks: Record<Finding['state'], string> = { ok: '✓', warning: '!', problem: '✗' };
const calendarDays = 60;

/** Looks at this machine and the database, changes nothing; 1 when something must be mended, warnings do not count. */
export async function doctor(): Promise<number> {
  const findings: Finding[] = [nodeVersion()];
  const installation = await openInstallation(say);
  const database = connect(installation.databaseUrl, { max: 1, name: 'onewindow-doctor' });
  try {
    const { version, migrations } = await databaseState(database);
    const known = migrationsKnown();
    const powers = await powersOf(database);
    findings.push(
      finding(
        version >= 150_000,
        `数据库可用，版本 ${Math.floor(version / 10_000)}`,
        `database reachable, Postgres ${Math.floor(version / 10_000)} (15 or newer wanted)`,
      ),
      finding(
        migrations === known,
        `数据库升级 ${migrations}/${known}`,
        `migrations ${migrations}/${known}${migrations < known ? ': run onewindow migrate' : ''}`,
      ),
      roleFinding(powers),
      ...(powers.length === 0 ? [wallFinding(await gapsInWall(database))] : []),
      finding(await driverTellsTheTruth(database), '数据库驱动已修补', 'database driver patched (else: node scripts/install.mjs)'),
    );
    if (migrations === known)
      findings.push(...(await Promise.all(separateRoles.map(async (role) => administratorFinding(role, await holdersOf(database, role))))));
    if (migrations > 0) findings.push(calendarCovers((await readCalendar(database)).years.map(({ year }) => year)));
  } catch (error) {
    findings.push({ state: 'problem', zh: '连不上数据库', en: `database out of reach: ${(error as Error).message}` });
  } finally {
    await database.end({ timeout: 2 });
    await installation.close();
  }
  for (const { state, zh, en } of findings) say(`${marks[state]} ${zh} · ${en}`);
  return findings.some(({ state }) => state === 'problem') ? 1 : 0;
}

const finding = (fine: boolean, zh: string, en: string): Finding => ({ state: fine ? 'ok' : 'problem', zh, en });

/** One of the three kinds of administrators: that there is somebody who can sign in. */
function administratorFinding(role: (typeof separateRoles)[number], holders: readonly { boundAt: string | null }[]): Finding {
  const word = staffRoleWords[role];
  return holders.some(({ boundAt }) => boundAt !== null)
    ? { state: 'ok', zh: `${word}已设`, en: `${role}: somebody is bound` }
    : { state: 'warning', zh: `没有已绑定的${word}`, en: `no bound ${role}: onewindow admin create --name … --role ${role}` };
}

/** A demonstration may run so; a service refuses (functions/database-role.ts). */
const roleFinding = (powers: readonly string[]): Finding =>
  powers.length === 0
    ? { state: 'ok', zh: '服务的数据库账号没有多余权限', en: 'the database role of the service has no powers beyond its tables' }
    : {
        state: 'warning',
        zh: `database_role：服务的数据库账号权限过大（${powers.join(', ')}）`,
        en: 'the database role of the service has powers it must not have: docs/operations.md, “The two roles of the database”',
      };

/** The owner passes over it, so it is looked at for a role without powers only. */
const wallFinding = (gaps: readonly string[]): Finding =>
  finding(
    gaps.length === 0,
    gaps.length === 0 ? '行级权限与程序一致' : `行级权限与程序不一致（${gaps.length} 张表）`,
    gaps.length === 0 ? 'row-level security stands as it must' : `row-level security: ${gaps.join('; ')}: run onewindow migrate`,
  );

function nodeVersion(): Finding {
  const { node } = process.versions;
  const fine = [20, 22, 24].includes(Number(node.split('.')[0]));
  return { state: fine ? 'ok' : 'warning', zh: `Node ${node}`, en: fine ? 'a supported version' : 'tested with 20, 22 and 24' };
}

/** Past the years that are announced, deadlines cannot be promised. */
function calendarCovers(years: readonly number[]): Finding {
  const todayInShanghai = Date.now() + 8 * 3_600_000;
  const missing = [0, calendarDays]
    .map((days) => new Date(todayInShanghai + days * 86_400_000).getUTCFullYear())
    .find((year) => !years.includes(year));
  return missing === undefined
    ? { state: 'ok', zh: `工作日历覆盖今后 ${calendarDays} 天`, en: `the work calendar covers the next ${calendarDays} days` }
    : { state: 'warning', zh: `工作日历缺 ${missing} 年，请在安排公布后补上`, en: `the work calendar lacks ${missing}: add it when it is announced` };
}
