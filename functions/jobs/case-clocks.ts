import type { Tx } from '../../db/client';
import { expiredReferrals, moveReferral, referredTo } from '../../db/queries/case-sides';
import { type ClockRow, clocksToWarn } from '../../db/queries/cases';
import type { LadderLevel } from '../../shared/rules/case-ladder';
import { clockKindWords, escalationText, ladderLevelWords, referralText } from '../../shared/text/cases';
import { currentCalendar } from '../calendar';
import type { Room } from '../call';
import { actBySystem } from '../cases/act';
import { type Timing, warned } from '../cases/clocks';
import { tellStaff } from '../cases/notices';
import { tellSupervisors } from '../cases/referral';
import { ladderHolders } from '../cases/view';

const batch = 200;

/**
 * What time does to cases: a referral that nobody took on goes to the supervisor (D3), and the ladder of warnings is climbed a step at a time
 * (D6). Each case is looked at again under its lock, so any number of runs at once do each thing once.
 */
export async function caseClocks(room: Room, now: string): Promise<Record<'expiredReferrals' | 'warnings', number>> {
  const done = { expiredReferrals: 0, warnings: 0 };
  for (const id of await expiredReferrals(room.database, now, batch)) {
    if (await room.database.begin((tx) => expire(tx, id, now))) done.expiredReferrals += 1;
  }
  const calendar = await currentCalendar(room.database);
  for (const id of await clocksToWarn(room.database, now, batch)) {
    done.warnings += await room.database.begin((tx) => warn(tx, id, calendar, now));
  }
  return done;
}

async function expire(tx: Tx, id: string, now: string): Promise<boolean> {
  const expired = await actBySystem(tx, { id, action: 'expireReferral', actorId: null, now }, async () => {
    const target = await referredTo(tx, id);
    const move = { caseId: id, from: ['pending' as const], to: 'with_supervisor' as const, decidedBy: null, answer: null, now };
    return target && (await moveReferral(tx, move)) ? { text: referralText.expired(target.name) } : null;
  });
  if (expired) await tellSupervisors(tx, expired, now, referralText.expired(expired.unitName));
  return expired !== null;
}

/** Climbs every clock of a case by the step that is due; a clock that is late by several takes the next in the next round. */
async function warn(tx: Tx, id: string, calendar: Timing['calendar'], now: string): Promise<number> {
  const told: { level: LadderLevel; clock: ClockRow; ids: string[] }[] = [];
  const warnedCase = await actBySystem(tx, { id, action: 'escalate', actorId: null, now }, async (subject, clocks) => {
    const due = clocks.filter((clock) => clock.warnAt !== null && clock.warnAt <= now);
    const lines: string[] = [];
    const after: ClockRow[] = [];
    for (const clock of due) {
      const climbed = warned({ calendar, danger: subject.danger }, clock);
      if (!climbed) continue;
      const holders = (await ladderHolders(tx, subject))[climbed.step.level];
      told.push({ level: climbed.step.level, clock, ids: holders.map((holder) => holder.id) });
      after.push(climbed.clock);
      lines.push(line(climbed.step.level, holders, clock, now));
    }
    return after.length > 0 ? { text: lines.join('；'), clocks: after } : null;
  });
  if (!warnedCase) return 0;
  for (const { clock, ids } of told) await tellStaff(tx, warnedCase, now > clock.dueAt ? 'staff_case_overdue' : 'staff_case_due_soon', ids, now);
  return told.length;
}

function line(level: LadderLevel, holders: { name: string }[], clock: ClockRow, now: string): string {
  return escalationText(ladderLevelWords[level], holders.map(({ name }) => name).join('、'), clockKindWords[clock.kind], now > clock.dueAt);
}
