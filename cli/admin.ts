import { parseArgs } from 'node:util';
import { connect, type Database, type Db } from '../db/client';
import { openInstallation, takeLocalKeys } from '../db/installation';
import { insertBindingCode, isBound } from '../db/queries/bindings';
import { giveRole, holdersOf, holdRoles, insertStaffPerson, personNamed, rolesOf, staffUnit, takeRole } from '../db/queries/staff-administration';
import { sealerFromEnvironment } from '../db/sealed';
import { newId, newShortCode } from '../functions/ids';
import { asSystem } from '../functions/scope';
import { isSeparate, mayHold, separateRoles } from '../shared/rules/roles';
import { bindingCodeHours } from '../shared/rules/second-factor';
import { later } from '../shared/rules/shanghai';
import { adminText } from '../shared/text/admin';
import { staffRoleWords } from '../shared/text/roles';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { say } from './say';

const usage =
  'admin create --name <name> [--role <administrator|security_administrator|audit_administrator>] [--unit <unit>] [--phone <number>] | admin code --person <id> | admin list | admin revoke --person <id> --reason <words>';

/**
 * M4, A8: administrators of the three kinds from the command line, for the first ones and for the day none can sign in. `create` gives the role (the
 * system's when not said) at a unit (the bureau when not said) and prints a one-time binding code; `code` prints a new one; `list` shows who there
 * is; `revoke` takes the role away.
 */
export async function admin(words: readonly string[]): Promise<number> {
  const asked = parsed(words);
  const installation = await openInstallation(say);
  takeLocalKeys(installation);
  const database = asSystem(connect(installation.databaseUrl, { max: 1, name: 'onewindow-admin' }), 'command');
  const now = new Date().toISOString();
  try {
    if (asked.does === 'create') await create(database, asked, now);
    else if (asked.does === 'code') await printCode(database, await administrator(database, asked.person), now);
    else if (asked.does === 'revoke') await revoke(database, asked, now);
    else await list(database);
    return 0;
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
}

type SeparateRole = (typeof separateRoles)[number];
type Asked =
  | { does: 'create'; name: string; role: SeparateRole; unit: string | undefined; phone: string | undefined }
  | { does: 'code'; person: string }
  | { does: 'list' }
  | { does: 'revoke'; person: string; reason: string };

function parsed(words: readonly string[]): Asked {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { name: text, unit: text, phone: text, person: text, reason: text, role: text },
      allowPositionals: true,
      strict: true,
    });
    const { name, unit, phone, person, reason } = values;
    const role = separateRoles.find((one) => one === (values.role ?? 'administrator'));
    if (values.role !== undefined && positionals[0] !== 'create') throw new OperatorRefusal('usage', usage);
    const [does, more] = positionals;
    if (more === undefined) {
      if (does === 'create' && name && role && (phone === undefined || /^1[3-9]\d{9}$/.test(phone)))
        return { does, name: name.trim(), role, unit, phone };
      if (does === 'code' && person) return { does, person };
      if (does === 'list') return { does };
      if (does === 'revoke' && person && reason) return { does, person, reason };
    }
  } catch (error) {
    throw new OperatorRefusal('usage', `${(error as Error).message} · ${usage}`);
  }
  throw new OperatorRefusal('usage', usage);
}

async function create(database: Database, { name, role, unit, phone }: Extract<Asked, { does: 'create' }>, now: string): Promise<void> {
  const at = await staffUnit(database, unit ?? null);
  if (!at) throw new OperatorRefusal('usage', `--unit ${unit ?? ''}？ · ${usage}`);
  const sealer = sealerFromEnvironment(process.env);
  const phoneHash = phone === undefined ? null : sealer.hash('person', 'phone', phone);
  const personId = await database.begin(async (tx) => {
    const known = await personNamed(tx, { name, phoneHash, role });
    const id = known ?? newId('per', now);
    const phoneSealed = phone === undefined ? null : sealer.seal({ table: 'person', column: 'phone', row: id }, phone);
    if (!known) await insertStaffPerson(tx, { id, name, phoneSealed, phoneHash, now });
    const entry = { id: newId('sev', now), personId: id, at: now, action: 'give', actorId: null, reason: null } as const;
    if (!mayHold(await holdRoles(tx, id), role)) throw new OperatorRefusal('usage', adminText.apart(name));
    await giveRole(tx, { ...entry, unitId: at.id, role });
    return id;
  });
  say(adminText.created(name, staffRoleWords[role], personId));
  if (await isBound(database, personId)) say(adminText.alreadyBound);
  else await printCode(database, personId, now);
}

async function printCode(database: Database, personId: string, now: string): Promise<void> {
  const sealer = sealerFromEnvironment(process.env);
  const code = newShortCode();
  const expiresAt = later(now, bindingCodeHours * 3_600_000);
  if (await isBound(database, personId)) throw new OperatorRefusal('usage', adminText.alreadyBound);
  await database.begin((tx) => insertBindingCode(tx, { codeHash: sealer.hash('binding_code', 'code', code), personId, expiresAt, now }));
  say(adminText.code(code, expiresAt));
}

async function list(database: Database): Promise<void> {
  for (const role of separateRoles) {
    const found = await holdersOf(database, role);
    if (found.length === 0) say(adminText.none(staffRoleWords[role], role));
    for (const { id, name, unitName, boundAt, codeUntil } of found) {
      const state = boundAt ? adminText.bound(boundAt) : codeUntil ? adminText.waiting(codeUntil) : adminText.notBound;
      say(adminText.row(name ?? '', staffRoleWords[role], unitName, state, id));
    }
  }
}

const administrators = async (db: Db) => (await Promise.all(separateRoles.map((role) => holdersOf(db, role)))).flat();

/** Takes the role away wherever it is held; other roles and the binding stay. */
async function revoke(database: Database, { person, reason }: Extract<Asked, { does: 'revoke' }>, now: string): Promise<void> {
  const personId = await administrator(database, person);
  const { name, units } = await database.begin(async (tx) => {
    const held = (await rolesOf(tx, personId)).filter(({ role }) => isSeparate(role));
    const named = (await administrators(tx)).find(({ id }) => id === personId)?.name ?? personId;
    for (const { unitId, role } of held) {
      const entry = { id: newId('sev', now), personId, at: now, action: 'take', actorId: null, reason } as const;
      await takeRole(tx, { ...entry, unitId, role });
    }
    return { name: named, units: held.length };
  });
  say(adminText.revoked(name, units));
}

async function administrator(database: Database, person: string): Promise<string> {
  if (!(await administrators(database)).some(({ id }) => id === person)) throw new OperatorRefusal('usage', `--person ${person}？ · ${usage}`);
  return person;
}
