import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { aJpeg } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';
import { aUscc } from '../support/uscc';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer();
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());

type Someone = { id: string; token: string };
const licence = (uscc: string, more: object = {}) => ({
  uscc,
  name: '试办新厂有限公司',
  town: town.town,
  capacity: 'legal_representative' as const,
  legalRepresentative: '孙法人',
  licenceIssuedOn: '2020-05-20',
  ...more,
});
const photo = async (person: Someone) => (await service.call('files.upload', { file: await aJpeg() }, person.token)).body.id;
const file = async (person: Someone, uscc: string, more: object = {}) =>
  service.call('claims.file', { ...licence(uscc), photos: [await photo(person)], ...more }, person.token);
const decide = (by: Someone, id: string, approve: boolean, more: object = {}) =>
  service.call('claims.decide', { id, approve, reason: '执照与本人一致', ...more }, by.token);
const mine = async (person: Someone) => (await service.call('enterprises.mine', {}, person.token)).body.enterprises.map(({ name }) => name);
const told = async (person: Someone) =>
  (await service.db<{ kind: string }[]>`select kind from notice where person_id = ${person.id} order by created_at, id`).map(({ kind }) => kind);

test('a principal registers a new enterprise: the unit of the town is told, approves, and the enterprise is there with its principal', async () => {
  const sun = await aPerson(service.db, { name: '孙法人' });
  const uscc = aUscc();
  const filed = await file(sun, uscc);
  expect(filed.body).toMatchObject({ status: 'filed', unitName: '试办镇分局', enterpriseId: null, actions: ['withdraw'] });
  expect(await told(town.liaison)).toContain('staff_claim_filed');
  expect(await told(town.unitHead)).toContain('staff_claim_filed');
  const listed = await service.call('claims.review', {}, town.liaison.token);
  expect(listed.body.claims.map(({ id }) => id)).toContain(filed.body.id);
  expect(await mine(sun)).toEqual([]);

  const decided = await decide(town.liaison, filed.body.id, true);
  expect(decided.body).toMatchObject({ status: 'approved', claimantName: '孙法人', reason: '执照与本人一致', actions: [] });
  expect(await mine(sun)).toEqual(['试办新厂有限公司']);
  expect(await told(sun)).toEqual(['claim_approved']);
  const events = await service.db`select action, status from enterprise_claim_event where claim_id = ${filed.body.id} order by seq`;
  expect([...events]).toEqual([
    { action: 'file', status: 'filed' },
    { action: 'approve', status: 'approved' },
  ]);
  expect((await decide(town.unitHead, filed.body.id, false)).error).toMatchObject({ code: 'wrong_state' });
});

test('the name is one that the list of the register can carry: one line, no signs that nobody sees', async () => {
  const person = await aPerson(service.db, { name: '孙法人' });
  for (const name of ['试办新厂\n有限公司', '试办新厂\t有限公司', '试办\u200b新厂有限公司', '试办\u202e新厂有限公司'])
    expect([name, (await file(person, aUscc(), { name })).error?.code]).toEqual([name, 'invalid_input']);
  expect((await file(person, aUscc(), { name: ' 试办（东莞）新厂·有限公司 ' })).body.name).toBe('试办（东莞）新厂·有限公司');
});

test('an enterprise that is on the register is joined under its own name, not doubled', async () => {
  const person = await aPerson(service.db);
  const uscc = aUscc();
  await service.db`
    insert into enterprise (id, uscc, name, town, unit_id) values ('ent-known', ${uscc}, '名录上的厂', ${town.town}, ${town.unitId})`;
  const { id } = (await file(person, uscc, { name: '随便写的名字', town: `${town.town}邻` })).body;
  expect((await service.call('claims.read', { id }, town.unitHead.token)).body).toMatchObject({ knownAs: '名录上的厂', unitName: '试办镇分局' });
  expect((await decide(town.unitHead, id, true)).body.enterpriseId).toBe('ent-known');
  expect(await mine(person)).toEqual(['名录上的厂']);
});

test('two claims on one code that are approved at the same moment make one enterprise; the second approval is asked about the first principal', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, two] = [await aPerson(service.db), await aPerson(service.db)];
    const uscc = aUscc();
    const ids = [(await file(one, uscc)).body.id, (await file(two, uscc)).body.id];
    const answers = await Promise.all([decide(town.liaison, ids[0] ?? '', true), decide(town.unitHead, ids[1] ?? '', true)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error).toMatchObject({ code: 'principal_exists', details: { count: 1 } });
    const [count] = await service.db<{ enterprises: number; principals: number }[]>`
      select count(distinct e.id)::int as enterprises, count(m.person_id)::int as principals
      from enterprise e left join enterprise_member m on m.enterprise_id = e.id and m.role = 'principal' where e.uscc = ${uscc}`;
    expect(count).toEqual({ enterprises: 1, principals: 1 });
  }
});

test('when another claims to be principal, the present one is told, and the review decides: beside, instead, or not at all', async () => {
  const [first, second, third] = [await aPerson(service.db, { name: '甲' }), await aPerson(service.db, { name: '乙' }), await aPerson(service.db)];
  const uscc = aUscc();
  await decide(town.liaison, (await file(first, uscc)).body.id, true);
  const rival = (await file(second, uscc)).body.id;
  service.clock.advance(60_000);
  expect((await told(first)).sort()).toEqual(['claim_approved', 'claim_rival']);
  expect((await decide(town.liaison, rival, true)).error).toMatchObject({ code: 'principal_exists' });
  expect((await decide(town.liaison, rival, true, { others: 'keep' })).body.status).toBe('approved');
  const enterprise = (await service.call('enterprises.mine', {}, first.token)).body.enterprises[0];
  const team = async (who: Someone) => (await service.call('members.list', { id: enterprise?.id ?? '' }, who.token)).body;
  expect((await team(second)).members.map(({ name, role }) => [name, role])).toEqual([
    ['甲', 'principal'],
    ['乙', 'principal'],
  ]);
  const instead = (await file(third, uscc)).body.id;
  await service.call('members.invite', { id: enterprise?.id ?? '', hours: 24, uses: 10 }, first.token);
  await decide(town.liaison, instead, true, { others: 'replace', reason: '股东会已更换负责人' });
  expect((await team(third)).members.map(({ role }) => role)).toEqual(['principal', 'employee', 'employee']);
  expect((await team(third)).invitations).toMatchObject([{ state: 'revoked' }]);
  expect((await team(first)).invitations).toEqual([]);
  expect(await told(first)).toContain('claim_displaced');
  const refused = (await file(second, uscc)).body.id;
  expect((await decide(town.liaison, refused, false, { reason: '执照与本人不符' })).body).toMatchObject({ status: 'refused' });
  expect((await service.call('claims.mine', {}, second.token)).body.claims.find(({ id }) => id === refused)).toMatchObject({
    status: 'refused',
    reason: '执照与本人不符',
  });
});

test('whoever may not decide does not: the own claim, another unit, other roles', async () => {
  const uscc = aUscc();
  const { id } = (await file(town.liaison, uscc)).body;
  expect((await decide(town.liaison, id, true)).error).toMatchObject({ code: 'wrong_state' });
  expect((await decide(town.strangerHead, id, true)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('claims.read', { id }, town.strangerHead.token)).error).toMatchObject({ code: 'not_found' });
  expect((await decide(town.handler, id, true)).error).toMatchObject({ code: 'role_required' });
  expect((await decide(town.supervisor, id, true)).error).toMatchObject({ code: 'role_required' });
  expect((await service.call('claims.read', { id }, town.supervisor.token)).status).toBe(200);
  expect((await service.call('claims.withdraw', { id }, town.outsider.token)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('claims.withdraw', { id }, town.liaison.token)).body.status).toBe('withdrawn');
  expect((await service.call('claims.withdraw', { id }, town.liaison.token)).error).toMatchObject({ code: 'wrong_state' });
  expect((await file(town.liaison, uscc)).body.status).toBe('filed');
});

test('what is wrong with a claim is said: code, town, date, real name, twice, a fourth at once', async () => {
  const person = await aPerson(service.db);
  const uscc = aUscc();
  const other = uscc.endsWith('A') ? 'B' : 'A';
  expect((await file(person, uscc.slice(0, 17) + other)).error).toMatchObject({ code: 'uscc_invalid', details: { problem: 'check_digit' } });
  expect((await file(person, uscc, { town: '没有的镇' })).error).toMatchObject({ code: 'town_unknown' });
  expect((await file(person, uscc, { licenceIssuedOn: '2026-11-24' })).error).toMatchObject({ code: 'day_not_allowed' });
  expect((await file(await aPerson(service.db, { realName: false }), uscc)).error).toMatchObject({ code: 'real_name_required' });
  expect((await file(person, uscc, { licenceIssuedOn: '2026-11-23' })).status).toBe(200);
  expect((await file(person, ` ${uscc.toLowerCase()} `)).error).toMatchObject({ code: 'already_claimed' });
  const atOnce = await Promise.all([1, 2, 3, 4].map(() => file(person, aUscc())));
  expect(atOnce.filter(({ status }) => status === 200)).toHaveLength(2);
  expect(atOnce.find(({ status }) => status !== 200)?.error).toMatchObject({ code: 'too_many_claims' });
  expect((await file(town.employee, uscc)).status).toBe(200);
});

test('photos of the licence are proof for who decides on the claim, and for nobody else', async () => {
  const sun = await aPerson(service.db, { name: '孙照片' });
  const photo = (await service.call('files.upload', { file: new Uint8Array(await aJpeg()) }, sun.token)).body.id;
  const filed = await file(sun, aUscc(), { photos: [photo] });
  expect(filed.error).toBeNull();
  const read = async (who: Someone) =>
    (await fetch(`${service.url}/api/files/${photo}?size=small`, { headers: { Authorization: `Bearer ${who.token}` } })).status;
  expect((await service.call('claims.read', { id: filed.body.id }, town.liaison.token)).body.photos.map(({ id }) => id)).toEqual([photo]);
  expect(await Promise.all([town.liaison, town.unitHead].map(read))).toEqual([200, 200]);
  expect((await service.call('claims.read', { id: filed.body.id }, town.supervisor.token)).body.photos).toEqual([]);
  for (const who of [sun, town.supervisor, town.administrator, town.handler, town.strangerHead, town.outsider, town.employee])
    expect(await read(who)).toBe(404);
  expect((await service.call('files.remove', { id: photo }, sun.token)).error?.code).toBe('not_found');
});

test("a photo that is somebody else's, or is part of something already, proves nothing", async () => {
  const [sun, other] = await Promise.all([aPerson(service.db, { name: '孙一' }), aPerson(service.db, { name: '孙二' })]);
  const photo = (await service.call('files.upload', { file: new Uint8Array(await aJpeg()) }, other.token)).body.id;
  expect((await file(sun, aUscc(), { photos: [photo] })).error?.code).toBe('photo_missing');
  expect((await file(other, aUscc(), { photos: [photo] })).error).toBeNull();
  expect((await file(other, aUscc(), { photos: [photo] })).error?.code).toBe('photo_missing');
});
