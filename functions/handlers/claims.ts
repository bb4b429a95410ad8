import {
  type ClaimRecord,
  claimRecord,
  claimsOfPerson,
  claimsOfUnits,
  insertClaim,
  openClaims,
  reviewingUnit,
  takeClaimStep,
} from '../../db/queries/claims';
import { attachToClaim, photosOfClaim } from '../../db/queries/files';
import { findOrAddEnterprise, isPrincipal } from '../../db/queries/members';
import { readPerson } from '../../db/queries/people';
import { staffReaching } from '../../db/queries/staff';
import { maskPhone } from '../../db/sealed';
import type { Db, Tx } from '../../db/client';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { availableClaimActions, claimFlow, claimReadRoles, claimReviewRoles, mostOpenClaims, readsClaimProof } from '../../shared/rules/claim-flow';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { checkUscc } from '../../shared/rules/uscc';
import type { Handlers, Room } from '../call';
import { makePrincipal } from '../enterprises/membership';
import { newId } from '../ids';
import { notify } from '../notify';

const most = 100;

/** A5: who claims to be principal, and the unit that decides. The enterprise comes into being with its first principal. */
export const claims = {
  'claims.file': async (call) => {
    const { name, town, capacity, legalRepresentative, licenceIssuedOn, photos } = call.input;
    const { actor, now } = call;
    const checked = checkUscc(call.input.uscc);
    if (!checked.ok) return refuse('uscc_invalid', { problem: checked.problem });
    if (licenceIssuedOn > shanghaiDay(now)) refuse('day_not_allowed', { from: null, until: shanghaiDay(now) });
    return call.write(async (tx) => {
      if ((await readPerson(tx, actor.personId)).realNameVerifiedAt === null) refuse('real_name_required');
      const open = await openClaims(tx, actor.personId);
      if (open.includes(checked.code)) refuse('already_claimed');
      if (open.length >= mostOpenClaims) refuse('too_many_claims', { most: mostOpenClaims });
      if (await isPrincipal(tx, checked.code, actor.personId)) refuse('already_principal');
      const unit = await reviewingUnit(tx, checked.code, town);
      if (!unit) return refuse('town_unknown');
      const id = newId('claim', now);
      const { unitId } = unit;
      await insertClaim(tx, {
        id,
        personId: actor.personId,
        uscc: checked.code,
        name,
        town,
        unitId,
        capacity,
        legalRepresentative,
        licenceIssuedOn,
        now,
      });
      if ((await attachToClaim(tx, { ids: photos, ownerId: actor.personId, claimId: id })) !== photos.length) refuse('photo_missing');
      const filed = await claimRecord(tx, id);
      if (!filed) throw new Error('a claim just filed is gone');
      const facts = { enterprise: filed.knownAs ?? name, person: filed.claimantName ?? '' };
      for (const principal of filed.principals) await notify(tx, { personId: principal.id, kind: 'claim_rival', subjectId: null, facts, now });
      for (const role of claimReviewRoles)
        for (const reviewer of await staffReaching(tx, role, unit.path))
          if (reviewer.id !== actor.personId) await notify(tx, { personId: reviewer.id, kind: 'staff_claim_filed', subjectId: id, facts, now });
      return row(filed, actor);
    });
  },

  'claims.mine': async (call) => {
    const found = await claimsOfPerson(call.database, call.actor.personId, most);
    return { claims: found.map((claim) => row(claim, call.actor)) };
  },

  'claims.withdraw': (call) =>
    call.write(async (tx) => {
      return row(await withdrawClaim(tx, call.input.id, call), call.actor);
    }),

  'claims.review': async (call) => {
    const paths = call.actor.staff.filter((held) => claimReadRoles.some((role) => role === held.role)).map((held) => held.unitPath);
    const found = await claimsOfUnits(call.database, paths, call.input.which ?? 'filed', most);
    return { claims: found.map((claim) => underReview(claim, call.actor)) };
  },

  'claims.read': async (call) => detail(call, call.database, await readable(call.database, call.input.id, call.actor)),

  'claims.decide': (call) =>
    call.write(async (tx) => {
      const { id, approve, reason, others } = call.input;
      const { actor, now } = call;
      const claim = await readable(tx, id, actor, 'lock');
      const action = approve ? 'approve' : 'refuse';
      const status = claimFlow[claim.status][action];
      if (!status || !availableClaimActions(claim, actor).includes(action)) return refuse('wrong_state', { status: claim.status });
      const step = { claimId: id, action, status, at: now, actorId: actor.personId, reason } as const;
      const about = { enterprise: claim.knownAs ?? claim.name, reason };
      if (!approve) {
        await takeClaimStep(tx, { ...step, enterpriseId: null });
        await notify(tx, { personId: claim.claimantId, kind: 'claim_refused', subjectId: id, facts: about, now });
        return detail(call, tx, await readable(tx, id, actor));
      }
      const enterprise = await findOrAddEnterprise(tx, { ...claim, id: newId('ent', now) });
      await makePrincipal(tx, { enterprise, personId: claim.claimantId, actorId: actor.personId, reason, others, now });
      await takeClaimStep(tx, { ...step, enterpriseId: enterprise.id });
      await notify(tx, {
        personId: claim.claimantId,
        kind: 'claim_approved',
        subjectId: enterprise.id,
        facts: { ...about, enterprise: enterprise.name },
        now,
      });
      return detail(call, tx, await readable(tx, id, actor));
    }),
} satisfies Handlers<'claims.'>;

/** Takes an own claim back, or refuses. */
export async function withdrawClaim(tx: Tx, id: string, { actor, now }: { actor: Actor; now: string }): Promise<ClaimRecord> {
  const claim = await claimRecord(tx, id, 'lock');
  if (!claim || claim.claimantId !== actor.personId) return refuse('not_found');
  const status = claimFlow[claim.status].withdraw;
  if (!status || !availableClaimActions(claim, actor).includes('withdraw')) return refuse('wrong_state', { status: claim.status });
  await takeClaimStep(tx, { claimId: claim.id, action: 'withdraw', status, at: now, actorId: actor.personId, reason: null, enterpriseId: null });
  return { ...claim, status };
}

async function readable(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<ClaimRecord> {
  const claim = await claimRecord(db, id, lock);
  return claim && reachesUnit(actor, claimReadRoles, claim.unitPath) ? claim : refuse('not_found');
}

function row(claim: ClaimRecord, actor: Actor): Output<'claims.file'> {
  const { id, uscc, name, town, unitName, status, filedAt, reason, enterpriseId } = claim;
  return { id, uscc, name, town, unitName, status, filedAt, reason, enterpriseId, actions: availableClaimActions(claim, actor) };
}

function underReview(claim: ClaimRecord, actor: Actor) {
  const { claimantName, capacity, legalRepresentative, licenceIssuedOn, knownAs, principals } = claim;
  const names = principals.map(({ name }) => name ?? '');
  return { ...row(claim, actor), claimantName, capacity, legalRepresentative, licenceIssuedOn, knownAs, principals: names };
}

async function detail(call: { sealer: Room['sealer']; actor: Actor }, db: Db, claim: ClaimRecord) {
  const { phoneSealed } = await readPerson(db, claim.claimantId);
  const phone = phoneSealed && call.sealer.open({ table: 'person', column: 'phone', row: claim.claimantId }, phoneSealed);
  return {
    ...underReview(claim, call.actor),
    phoneMasked: phone && maskPhone(phone),
    photos: readsClaimProof(call.actor, claim) ? await photosOfClaim(db, claim.id) : [],
  };
}
