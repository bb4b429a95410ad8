import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../db/client';
import {
  complainedUnit,
  complaintByCode,
  complaintById,
  complaintHistory,
  complaintOwner,
  type ComplaintRow,
  complaintsAtDesk,
  complaintsOfPerson,
  insertComplaint,
  peopleNamed,
  takeComplaintStep,
  waitingComplaintsOf,
} from '../../db/queries/complaints';
import { refuse } from '../../shared/contract/errors';
import type { Input, Output } from '../../shared/contract/index';
import {
  availableComplaintActions,
  type ComplaintAction,
  complaintFlow,
  complaintRoles,
  mayHandleComplaint,
} from '../../shared/rules/complaint-flow';
import { shiftAt } from '../../shared/rules/duty';
import { pathsHeld } from '../../shared/rules/access';
import type { Actor } from '../../shared/rules/roles';
import { addWorkingDays } from '../../shared/rules/work-time';
import { errorWords } from '../../shared/text/errors';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { tellComplaint } from '../complaints';
import { newId, readable } from '../ids';

const shown = 50;
const nobody: Actor = { personId: '', staff: [], enterprises: [] };

/** F5, F6 from the side of who files. */
export const complaints = {
  'complaints.file': async (call) => {
    const { input, actor, now, settings, database, sealer, key } = call;
    const due = addWorkingDays(await currentCalendar(database), now, settings.complaintWorkingDays);
    if (!due.ok) return refuse('calendar_unknown');
    const id = newId('comp', now);
    if (input.anonymous) {
      // Kept under no key and no person: the same try finds its own row by the code that the key gives, and nothing leads back (ADR 0031).
      const code = codeFrom(sealer.hash('complaint', 'code', key));
      await database.begin((tx) => file(tx, { id, input, personId: null, codeHash: hashOf(code), dueAt: due.at, now }));
      const kept = await complaintByCode(database, hashOf(code));
      return { code, dueAt: kept?.dueAt ?? due.at, id: null };
    }
    if (!actor) return refuse('sign_in_required');
    return call.write(async (tx) => {
      if ((await waitingComplaintsOf(tx, actor.personId)) >= settings.complaintWaiting) refuse('too_many_complaints');
      await file(tx, { id, input, personId: actor.personId, codeHash: null, dueAt: due.at, now });
      return { code: null, dueAt: due.at, id };
    });
  },

  'complaints.lookUp': async ({ database, input }) => {
    const row = await complaintByCode(database, hashOf(input.code));
    return row ? detail(database, row, nobody) : refuse('not_found');
  },

  'complaints.list': async ({ database, actor }) => ({
    complaints: (await complaintsOfPerson(database, actor.personId, shown)).map((row) => common(row, actor)),
  }),

  'complaints.read': async ({ database, input, actor }) => detail(database, await mine(database, input.id, actor), actor),

  'complaints.withdraw': (call) =>
    call.write(async (tx) => {
      const { actor } = call;
      await withdrawComplaint(tx, call.input.id, call);
      return detail(tx, await mine(tx, call.input.id, actor), actor);
    }),
} satisfies Handlers<'complaints.'>;

/** F5, F6 from the side of who looks into it. */
export const complaintDesk = {
  'complaintDesk.list': async ({ database, input, actor }) => {
    const unitPaths = pathsHeld(actor, complaintRoles);
    const rows = await complaintsAtDesk(database, { personId: actor.personId, unitPaths }, input.which ?? 'waiting', shown);
    return { complaints: rows.map((row) => forDesk(row, actor)) };
  },

  'complaintDesk.read': async ({ database, input, actor }) => deskDetail(database, await atDesk(database, input.id, actor), actor),

  'complaintDesk.take': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const before = await atDesk(tx, call.input.id, actor, 'lock');
      await step(tx, before, { actor, actorId: actor.personId, now, action: 'take', text: null }, actor.personId);
      return deskDetail(tx, await atDesk(tx, call.input.id, actor), actor);
    }),

  'complaintDesk.answer': (call) =>
    call.write(async (tx) => {
      const { actor, now, input } = call;
      const before = await atDesk(tx, input.id, actor, 'lock');
      await step(tx, before, { actor, actorId: actor.personId, now, action: 'answer', text: input.text });
      const row = await atDesk(tx, input.id, actor);
      if (row.personId !== null) await tellComplaint(tx, row, 'complaint_answered', row.personId, now);
      return deskDetail(tx, row, actor);
    }),
} satisfies Handlers<'complaintDesk.'>;

/** Takes an own complaint back, or refuses. */
export async function withdrawComplaint(tx: Tx, id: string, { actor, now }: { actor: Actor; now: string }): Promise<void> {
  await step(tx, await mine(tx, id, actor, 'lock'), { actor, actorId: null, now, action: 'withdraw', text: null });
}

type Filed = { id: string; input: Input<'complaints.file'>; personId: string | null; codeHash: Uint8Array | null; dueAt: string; now: string };

async function file(tx: Tx, { id, input, personId, codeHash, dueAt, now }: Filed): Promise<void> {
  const { kind, text, unitId, hallId, about, refused } = input;
  const unit = (await complainedUnit(tx, { unitId, hallId })) ?? refuse('not_found');
  const aboutIds = await peopleNamed(tx, unit.path, `${about ?? ''}\n${text}`);
  const ownerId =
    (await complaintOwner(tx, unit.path, personId === null ? aboutIds : [...aboutIds, personId], shiftAt(now))) ?? refuse('nobody_on_duty');
  const added = await insertComplaint(tx, {
    id,
    kind,
    personId,
    text,
    refusedCode: refused?.code ?? null,
    refusedDoing: refused?.doing ?? null,
    unitId: unit.id,
    ownerId,
    about: about ?? null,
    aboutIds,
    codeHash,
    dueAt,
    now,
  });
  const row = added ? await complaintById(tx, id) : null;
  if (row) await tellComplaint(tx, row, 'staff_complaint_filed', ownerId, now);
}

const hashOf = (code: string): Uint8Array => createHash('sha256').update(code).digest();

/** 16 signs that can be read aloud, from a keyed hash. */
const codeFrom = (hash: Uint8Array): string => Array.from(hash.slice(0, 16), (byte) => readable[byte % readable.length]).join('');

async function mine(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<ComplaintRow> {
  const row = await complaintById(db, id, lock);
  return row && row.personId === actor.personId ? row : refuse('not_found');
}

async function atDesk(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<ComplaintRow> {
  const row = await complaintById(db, id, lock);
  return row && mayHandleComplaint(actor, row) ? row : refuse('not_found');
}

type Step = { actor: Actor; actorId: string | null; now: string; action: ComplaintAction; text: string | null };

/** Moves it on, or refuses; `ownerId` when it changes hands. */
async function step(tx: Tx, row: ComplaintRow, { actor, actorId, now, action, text }: Step, ownerId = row.ownerId): Promise<void> {
  const status = complaintFlow[row.status][action];
  if (status === undefined || !availableComplaintActions(row, actor).includes(action)) return refuse('wrong_state', { status: row.status });
  await takeComplaintStep(tx, { id: row.id, ownerId }, { action, status, at: now, actorId, text });
}

const wordsOf: Readonly<Record<string, string>> = errorWords;

/** What it came from, in words. */
function refusedOf({ refusedCode, refusedDoing }: ComplaintRow): Output<'complaints.list'>['complaints'][number]['refused'] {
  if (refusedCode === null || refusedDoing === null) return null;
  return { code: refusedCode, doing: refusedDoing, words: wordsOf[refusedCode] ?? null };
}

function common(row: ComplaintRow, actor: Actor): Output<'complaints.list'>['complaints'][number] {
  const { id, kind, text, unitName, unitPhone, ownerName, filedAt, dueAt, status } = row;
  return {
    id,
    kind,
    text,
    refused: refusedOf(row),
    unitName,
    unitPhone,
    ownerName,
    filedAt,
    dueAt,
    status,
    actions: availableComplaintActions(row, actor),
  };
}

const history = async (db: Db, id: string): Promise<Output<'complaints.read'>['history']> =>
  (await complaintHistory(db, id)).map(({ at, action, actorName, text }) => ({ at, action, by: actorName, text }));

const detail = async (db: Db, row: ComplaintRow, actor: Actor): Promise<Output<'complaints.read'>> => ({
  ...common(row, actor),
  history: await history(db, row.id),
});

const forDesk = (row: ComplaintRow, actor: Actor): Output<'complaintDesk.list'>['complaints'][number] => ({
  ...common(row, actor),
  anonymous: row.personId === null,
  personName: row.personName,
  about: row.about,
});

const deskDetail = async (db: Db, row: ComplaintRow, actor: Actor): Promise<Output<'complaintDesk.read'>> => ({
  ...forDesk(row, actor),
  history: await history(db, row.id),
});
