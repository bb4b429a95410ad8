import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../../db/client';
import { insertSession } from '../../../db/queries/sessions';
import { sealerFromEnvironment } from '../../../db/sealed';
import { newId } from '../../../functions/ids';
import { codeAt, newSecret } from '../../../functions/staff/codes';
import type { Input } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { later } from '../../../shared/rules/shanghai';
import { apiCaller } from '../../support/server';
import type { Who } from '../access/people';
import type { Base, Stage } from './requests';

/** A service in the midst of its scene: `db` as owner. */
export type Place = { port: number; db: Database; stage: Stage };
type Taking = Place & { take<Name extends EndpointName>(name: Name, input: Input<Name>, who: Who): Promise<void> };

const words = '按规定核实处理';

/**
 * What must be done before an operation succeeds, where the scene of prove:access stops short of it because all its calls are judged there: a step
 * before, or a code that is good once. Yields the call that then succeeds.
 */
const steps: Partial<Record<EndpointName, (at: Taking) => Promise<Base>>> = {
  'session.refresh': async ({ db, stage: { scene } }) => {
    const refreshToken = randomBytes(32).toString('base64url');
    const ends = { accessExpiresAt: later(scene.now, 60_000), refreshExpiresAt: later(scene.now, 86_400_000) };
    const hashes = { accessHash: randomBytes(32), refreshHash: sha256(refreshToken) };
    await insertSession(db, { id: newId('ses', scene.now), personId: scene.people.citizen, ...hashes, ...ends, device: null, now: scene.now });
    return { input: { refreshToken }, who: ['citizen'] };
  },
  'binding.bind': async ({ db, stage: { scene } }) => {
    const code = 'ABCD2345';
    const hash = sealerFromEnvironment(process.env).hash('binding_code', 'code', code);
    const ends = later(scene.now, 86_400_000);
    await db`
      insert into binding_code (code_hash, person_id, created_at, expires_at) values (${hash}, ${scene.people.unbound}, ${scene.now}, ${ends})`;
    return { input: { code, phone: '试用' }, who: ['unbound'] };
  },
  'secondFactor.enrol': async (at) => ({ input: { code: await factorOf(at, null) }, who: ['unitHead'] }),
  'secondFactor.pass': async (at) => ({ input: { code: await factorOf(at, at.stage.scene.now) }, who: ['unitHead'] }),
  'staff.resetSecondFactor': async (at) => {
    await factorOf(at, at.stage.scene.now);
    const { people, units } = at.stage.scene;
    return { input: { id: units.east, personId: people.unitHead, reason: words }, who: ['securityAdministrator'] };
  },
  'stored.receipt': async ({ db, stage: { scene } }) => {
    const code = 'e'.repeat(22);
    await db`
      insert into erasure (id, person_id, code_hash, asked_at, parts)
      values (${newId('era', scene.now)}, ${scene.people.citizen}, ${sha256(code)}, ${scene.now}, '[]')`;
    return { input: { code }, who: ['citizen'] };
  },
  'procedures.read': async ({ db, stage: { scene } }) => {
    const code = 'procedure-of-the-fuzzer';
    const unit = scene.units.east;
    const content = {
      code,
      name: words,
      unit,
      summary: words,
      steps: [words],
      bring: [],
      where: words,
      phone: '0769-00000000',
      synonyms: [],
      verify: [],
      item: null,
    };
    await db`
      insert into procedure_notice (code, unit_id, content, search_keys, digest) values (${code}, ${unit}, ${db.json(content)}, '{}', 'none')`;
    return { input: { code }, who: ['citizen'] };
  },
  'remedies.verify': async (at) => {
    await contacted(at);
    return { input: { id: at.stage.scene.remedy, finding: 'confirmed', text: words }, who: ['unitHead'] };
  },
  'remedies.solve': async (at) => {
    await verified(at, 'confirmed');
    return { input: { id: at.stage.scene.remedy, text: words }, who: ['unitHead'] };
  },
  'remedies.explain': async (at) => {
    await verified(at, 'partly');
    return { input: { id: at.stage.scene.remedy, rule: '居住证管理条例', text: words }, who: ['unitHead'] };
  },
  'remedies.appeal': async (at) => {
    await verified(at, 'not_confirmed');
    return { input: { id: at.stage.scene.remedy, ground: 'false', reason: words }, who: ['unitHead'] };
  },
  'remedies.review': async (at) => {
    await verified(at, 'not_confirmed');
    await at.take('remedies.appeal', { id: at.stage.scene.remedy, ground: 'false', reason: words }, 'unitHead');
    return { input: { id: at.stage.scene.remedy, uphold: true, reason: words }, who: ['supervisor'] };
  },
  'ratings.rateRemedy': async (at) => {
    await verified(at, 'confirmed');
    await at.take('remedies.solve', { id: at.stage.scene.remedy, text: words }, 'unitHead');
    return { input: { id: at.stage.scene.ratingGiven, level: 5 }, who: ['employee'] };
  },
  'settings.change': async () => ({ input: { name: 'holdMinutes', from: 10, to: 12, reason: words }, who: ['administrator'] }),
};

/** Does what comes before an operation; the call that then succeeds, or null where the scene has one. */
export async function takeSteps(name: EndpointName, place: Place): Promise<Base | null> {
  const step = steps[name];
  if (!step) return null;
  const { call } = apiCaller(`http://127.0.0.1:${place.port}`);
  return step({
    ...place,
    async take(before, input, who) {
      const { status, text } = await call(before, input, place.stage.tokens[who]);
      if (status !== 200) throw new Error(`${before}, which comes before ${name}, was answered ${status} ${text}`);
    },
  });
}

const contacted = ({ take, stage: { scene } }: Taking) => take('remedies.contact', { id: scene.remedy, reached: true, text: words }, 'unitHead');

async function verified(at: Taking, finding: 'confirmed' | 'partly' | 'not_confirmed'): Promise<void> {
  await contacted(at);
  await at.take('remedies.verify', { id: at.stage.scene.remedy, finding, text: words }, 'unitHead');
}

/** An authenticator of the own unit's head; yields the code that it shows. */
async function factorOf({ db, stage: { scene } }: Taking, confirmedAt: string | null): Promise<string> {
  const personId = scene.people.unitHead;
  const secret = newSecret();
  const sealed = sealerFromEnvironment(process.env).seal({ table: 'second_factor', column: 'secret', row: personId }, secret);
  await db`delete from second_factor where person_id = ${personId}`;
  await db`insert into second_factor (person_id, secret_sealed, confirmed_at) values (${personId}, ${sealed}, ${confirmedAt})`;
  return codeAt(secret, scene.now);
}

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();
