import type { Db, Tx } from '../../db/client';
import {
  dutyCandidates,
  type DutyEntry,
  dutyHistory,
  type DutyUnit,
  dutyUnit,
  dutyUnits,
  type RosterRow,
  rosterOf,
  setDutyContact,
  setShifts,
  shiftsOf,
} from '../../db/queries/duty';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { keepsDuty, seesDuty, type ShiftOn, shiftAt, shiftEnds, shiftsAhead } from '../../shared/rules/duty';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { dutyHistoryText, fewShiftsText, standingDutyText } from '../../shared/text/duty';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { notify } from '../notify';

const mostHistory = 50;
const mostOfMine = 10;

/** A7: phone, hours and duty persons of the contact channels. Who is on duty answers what is asked outside hours (C16). */
export const duty = {
  'duty.list': async ({ database, actor, now }) => {
    const present = shiftAt(now);
    const units = await dutyUnits(
      database,
      actor.staff.map(({ unitPath }) => unitPath),
      present,
    );
    const mine = await shiftsOf(database, actor.personId, present.day, mostOfMine);
    return {
      channels: units.map((unit) => listed(unit, actor)),
      mine: mine.map((one) => ({ ...one, endsAt: shiftEnds(one) })).filter(({ endsAt }) => endsAt > now),
    };
  },

  'duty.read': async ({ database, input, actor, now }) => {
    const unit = await dutyUnit(database, input.id, shiftAt(now));
    return unit && seesDuty(actor, unit.path) ? detail(database, unit, actor, now) : refuse('not_found');
  },

  'duty.setContact': (call) =>
    call.write(async (tx) => {
      const { id, phone, hours, named, standingId } = call.input;
      const unit = await kept(tx, call);
      const standing = standingId === null ? null : await candidate(tx, unit, standingId);
      if (standing === null && unit.path === `${unit.id}/`) refuse('duty_at_top');
      const text = dutyHistoryText.contact({ phone, hours, named, standing: standing?.name ?? null });
      await setDutyContact(tx, entry(call, 'contact', text), { phone, hours, named, standingId });
      const before = unit.standing?.personId ?? null;
      if (before !== standingId) {
        if (standingId !== null) await tellDuty(tx, call, unit, 'staff_duty_given', standingId, standingDutyText);
        if (before !== null) await tellDuty(tx, call, unit, 'staff_duty_taken', before, standingDutyText);
      }
      return shown(tx, id, call);
    }),

  'duty.assign': (call) =>
    call.write(async (tx) => {
      const { id, personId, shifts } = call.input;
      const unit = await kept(tx, call);
      const open = shiftsAhead(call.now);
      const wanted = open.filter((one) => shifts.some((asked) => same(one, asked)));
      if (shifts.some((asked) => !open.some((one) => same(one, asked)))) refuse('shift_not_ahead');
      const who = personId === null ? null : await candidate(tx, unit, personId);
      const today = shanghaiDay(call.now);
      const text = who ? dutyHistoryText.assign(who.name ?? '', wanted, today) : dutyHistoryText.free(wanted, today);
      const before = await rosterOf(tx, id, shiftAt(call.now).day);
      await setShifts(tx, entry(call, who ? 'assign' : 'free', text), wanted, personId);
      await tellShifts(tx, call, unit, wanted, personId, before);
      return shown(tx, id, call);
    }),
} satisfies Handlers<'duty.'>;

/** Who has a shift now that somebody else or nobody had, and who had it before, are told once each. */
async function tellShifts(tx: Tx, asked: Asked, unit: DutyUnit, wanted: readonly ShiftOn[], personId: string | null, before: readonly RosterRow[]) {
  const held = (one: ShiftOn) => before.find((row) => same(row, one))?.personId ?? null;
  const changed = wanted.filter((one) => held(one) !== personId);
  const tell = async (kind: DutyNotice, to: string, shifts: readonly ShiftOn[]) => {
    const isOn = shifts.some((one) => same(one, shiftAt(asked.now)));
    await tellDuty(tx, asked, unit, kind, to, fewShiftsText(shifts, shanghaiDay(asked.now)), isOn);
  };
  if (personId !== null && changed.length > 0) await tell('staff_duty_given', personId, changed);
  for (const former of new Set(changed.map(held)))
    if (former !== null)
      await tell(
        'staff_duty_taken',
        former,
        changed.filter((one) => held(one) === former),
      );
}

type DutyNotice = 'staff_duty_given' | 'staff_duty_taken';

/** Whoever does it to themselves knows. A shift that runs already is told at once, also at night (`urgent`). */
async function tellDuty(tx: Tx, { actor, now }: Asked, unit: DutyUnit, kind: DutyNotice, personId: string, what: string, urgent = false) {
  if (personId === actor.personId) return;
  await notify(tx, { personId, kind, subjectId: unit.id, facts: { unit: unit.name, what }, now, urgent });
}

type Asked = { actor: Actor; now: string; input: { id: string } };

const same = (one: ShiftOn, other: ShiftOn): boolean => one.day === other.day && one.shift === other.shift;

const entry = ({ actor, now, input }: Asked, action: DutyEntry['action'], text: string): DutyEntry => ({
  id: newId('duty', now),
  unitId: input.id,
  at: now,
  action,
  actorId: actor.personId,
  text,
});

async function kept(tx: Db, { input, actor, now }: Asked): Promise<DutyUnit> {
  const unit = await dutyUnit(tx, input.id, shiftAt(now), 'lock');
  if (!unit || !seesDuty(actor, unit.path)) refuse('not_found');
  return keepsDuty(actor, unit.path) ? unit : refuse('role_required');
}

async function candidate(db: Db, unit: DutyUnit, personId: string) {
  // Who is on duty already stays so, also where the role that made it possible is gone.
  if (personId === unit.standing?.personId) return unit.standing;
  return (await dutyCandidates(db, unit.path)).find((one) => one.personId === personId) ?? refuse('not_duty_staff');
}

const listed = ({ id, name, town, phone, hours, onDuty, path }: DutyUnit, actor: Actor) => ({
  id,
  name,
  town,
  phone,
  hours,
  onDuty,
  mayKeep: keepsDuty(actor, path),
});

async function shown(db: Db, id: string, { actor, now }: Asked): Promise<Output<'duty.read'>> {
  const unit = await dutyUnit(db, id, shiftAt(now));
  return unit ? detail(db, unit, actor, now) : refuse('not_found');
}

async function detail(db: Db, unit: DutyUnit, actor: Actor, now: string): Promise<Output<'duty.read'>> {
  const ahead = shiftsAhead(now);
  const roster = await rosterOf(db, unit.id, shiftAt(now).day);
  return {
    ...listed(unit, actor),
    named: unit.named,
    standing: unit.standing,
    shifts: ahead.map((one) => {
      const found = roster.find((row) => same(row, one));
      return { ...one, endsAt: shiftEnds(one), rostered: found ? { personId: found.personId, name: found.name } : null };
    }),
    candidates: keepsDuty(actor, unit.path) ? [...(await dutyCandidates(db, unit.path))] : [],
    history: [...(await dutyHistory(db, unit.id, mostHistory))],
  };
}
