import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { enterpriseText, reviewText } from '../../../shared/text/pages/enterprise';
import { peopleText } from '../../../shared/text/pages/people';
import { aJpeg } from '../../support/pictures';
import { testNow } from '../../support/test-city';
import type { TestServer } from '../../support/server';
import { aUscc } from '../../support/uscc';
import type { PageState } from './states';

export type Firms = { claim: string; rival: string; invitation: string };

/** Claims, members and invitations on top of the demo city, made by the endpoints that make them. */
export async function firmsLivedIn(server: TestServer): Promise<Firms> {
  const [liang, fang, su, chen] = await Promise.all(
    ['demo-principal-liang-0001', 'demo-principal-fang-0001', 'demo-employee-su-0001', 'demo-citizen-chen-0001'].map((openid) =>
      server.signIn(openid),
    ),
  );
  const enterprise = 'ent-jingmi';
  const licence = { town: '莞城', capacity: 'legal_representative', licenceIssuedOn: '2019-03-01' } as const;
  const photo = async (token = '') => [(await server.call('files.upload', { file: await aJpeg() }, token)).body.id];
  const claim = await server.call(
    'claims.file',
    { ...licence, photos: await photo(fang), uscc: aUscc(), name: '莞城示例包装有限公司', legalRepresentative: '方国栋' },
    fang,
  );
  const [known] = await server.db<{ uscc: string }[]>`select uscc from enterprise where id = ${enterprise}`;
  const rival = await server.call(
    'claims.file',
    {
      ...licence,
      uscc: known?.uscc ?? '',
      name: '莞城示例精密制造有限公司',
      legalRepresentative: '梁志远',
      capacity: 'authorised',
      photos: await photo(su),
    },
    su,
  );
  const first = await server.call('members.invite', { id: enterprise, hours: 72, uses: 10 }, liang);
  await server.call('members.join', { code: first.body.code }, chen);
  const second = await server.call('members.invite', { id: enterprise, hours: 24, uses: 1 }, liang);
  await server.call('members.revoke', { id: second.body.invitation.id }, liang);
  // A claim without a phone number and one that was refused.
  const refused = await server.call(
    'claims.file',
    { ...licence, photos: await photo(fang), uscc: aUscc(), name: '莞城示例食品有限公司', legalRepresentative: '方国栋' },
    fang,
  );
  const ou = await server.signIn('demo-liaison-ou-0001');
  await server.call('claims.decide', { id: refused.body.id, approve: false, reason: '执照信息与登记机关不符' }, ou);
  await server.db`update session set access_expires_at = greatest(access_expires_at, ${testNow}::timestamptz + interval '9 days')`;
  return { claim: claim.body.id, rival: rival.body.id, invitation: first.body.code };
}

/** The pages of enterprises and their members, and of the contact channels. */
export function firmStates({ invitation }: Firms): PageState[] {
  const members = paths.members('ent-jingmi');
  const newcomer = '一位没来过的群众';
  return [
    { name: 'contacts', who: '', path: paths.contacts, sees: '0769-00001000' },
    { name: 'contacts-nothing', who: '', path: paths.contacts, act: (phone) => phone.type('镇街或单位名称', '没有'), sees: '没有找到这个镇街' },
    { name: 'enterprises-none', who: newcomer, path: paths.enterprises, sees: enterpriseText.none },
    { name: 'enterprises', who: '方国栋', path: paths.enterprises, sees: '莞城示例食品有限公司' },
    { name: 'enterprises-several', who: '苏晓彤', path: paths.enterprises, sees: '虎门示例物流有限公司' },
    { name: 'enterprise-register-real-name', who: newcomer, path: paths.registerEnterprise, sees: enterpriseText.realNameFirst },
    {
      name: 'enterprise-register',
      who: '何静雯',
      path: paths.registerEnterprise,
      act: async (phone) => {
        await phone.type('统一社会信用代码', '91441900MA0DEM001N');
        await phone.type('所在镇街', '石');
        await phone.tap('提交登记');
      },
      sees: enterpriseText.missing,
    },
    { name: 'members', who: '梁志远', path: members, sees: enterpriseText.asking },
    { name: 'members-employee', who: '苏晓彤', path: members, sees: enterpriseText.leave },
    { name: 'members-person', who: '梁志远', path: members, act: (phone) => phone.tap(/^苏晓彤/), sees: enterpriseText.handOver },
    {
      name: 'members-remove',
      who: '梁志远',
      path: members,
      act: async (phone) => {
        await phone.tap(/^苏晓彤/);
        await phone.tap(enterpriseText.remove);
      },
      sees: enterpriseText.removeLoses,
    },
    { name: 'members-leave', who: '苏晓彤', path: members, act: (phone) => phone.tap(enterpriseText.leave), sees: enterpriseText.leaveLoses },
    { name: 'invite', who: '梁志远', path: members, act: (phone) => phone.tap(enterpriseText.invite), sees: enterpriseText.uses },
    {
      name: 'invite-code',
      who: '梁志远',
      path: members,
      act: async (phone) => {
        await phone.tap(enterpriseText.invite);
        await phone.tap(enterpriseText.make);
      },
      sees: enterpriseText.left,
    },
    { name: 'join-typed', who: newcomer, path: paths.joinEnterprise(), sees: enterpriseText.look },
    { name: 'join', who: '何静雯', path: paths.joinEnterprise(invitation), sees: enterpriseText.joinWhy },
    { name: 'join-asked', who: '陈伯年', path: paths.joinEnterprise(invitation), sees: enterpriseText.mineState.asked },
    { name: 'join-real-name', who: newcomer, path: paths.joinEnterprise(invitation), sees: enterpriseText.joinRealName },
    { name: 'join-signed-out', who: '', path: paths.joinEnterprise(invitation), sees: enterpriseText.joinSignIn },
  ];
}

/** The staff's pages on claims, units and people. */
export function firmStaffStates({ claim, rival }: Firms): PageState[] {
  const unit = staffPaths.unit('dg-guancheng');
  return [
    { name: 'claims', who: '欧阳柏', path: staffPaths.claims, sees: '莞城示例包装有限公司' },
    {
      name: 'claims-decided',
      who: '欧阳柏',
      path: staffPaths.claims,
      act: (phone) => phone.choose(reviewText.decided),
      sees: '莞城示例食品有限公司',
    },
    { name: 'claim', who: '欧阳柏', path: staffPaths.claim(claim), sees: reviewText.sameName },
    { name: 'claim-rival', who: '欧阳柏', path: staffPaths.claim(rival), sees: reviewText.others },
    { name: 'bind', who: '一位没来过的群众', path: staffPaths.bind, sees: '绑定这个微信' },
    { name: 'units', who: '潘工', path: staffPaths.units, sees: '东莞市公安局莞城分局' },
    { name: 'unit', who: '潘工', path: unit, sees: '谭正' },
    { name: 'unit-none', who: '潘工', path: staffPaths.unit('dg-churujing'), sees: peopleText.none },
    { name: 'unit-add', who: '潘工', path: unit, act: (phone) => phone.tap(peopleText.add), sees: peopleText.mobileHint },
    { name: 'unit-person', who: '潘工', path: unit, act: (phone) => phone.tap(/^谭正/), sees: peopleText.unbind },
    {
      name: 'unit-unbind',
      who: '潘工',
      path: unit,
      act: async (phone) => {
        await phone.tap(/^谭正/);
        await phone.tap(peopleText.unbind);
      },
      sees: peopleText.unbindLoses,
    },
    {
      name: 'unit-code',
      who: '潘工',
      path: staffPaths.unit('dg-dongcheng'),
      act: async (phone) => {
        await phone.tap(/^袁值班/);
        await phone.tap(peopleText.makeCode);
      },
      sees: '袁值班的绑定码',
    },
  ];
}
