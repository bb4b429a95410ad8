import writeXlsxFile from 'write-excel-file/node';
import { later, shanghaiDay } from '../../../shared/rules/shanghai';
import { groupHeaders, groupSheetName } from '../../../shared/text/groups';
import { aUscc } from '../../support/uscc';
import { dayMs, idNumber, must, type Someone, type Stage } from './stage';

/** What firms have besides requests. */
export async function ofFirms({ service, town, rivalFirm, westFirm, db, call, who, photo }: Stage) {
  const groupId = await list(town.enterpriseId, who.employee, ['11', '12']);
  const visitGroup = await list(town.enterpriseId, who.employee, ['13', '14']);
  const placedGroup = await list(town.enterpriseId, who.employee, ['15', '16']);
  must(await call('groups.book', { id: placedGroup, hallId: 'guancheng', date: '2026-11-25' }, who.employee.token));
  const hours = { address: '创新路 8 号', point: { latitude: 23.03, longitude: 113.76 }, opens: '09:00', closes: '17:30' };
  const ask = async (more: object = {}, by = who.employee, enterpriseId = town.enterpriseId) =>
    must(await call('visits.ask', { enterpriseId, kind: 'acceptance', need: 'many_people', people: 1, ...hours, ...more }, by.token)).id;
  const asked = await ask();
  const approved = await ask();
  must(await call('visitDesk.decide', { id: approved, approve: true }, who.unitHead.token));
  // A firm is visited once a day.
  const planned = await ask({}, who.rival, rivalFirm);
  const arrived = await ask({ groupId: visitGroup });
  for (const id of [planned, arrived]) must(await call('visitDesk.decide', { id, approve: true }, who.unitHead.token));
  const day = shanghaiDay(service.clock.now());
  const round = { day, leavesAt: '13:00', memberIds: [who.handler.id, who.officer.id], equipment: ['采集箱'] };
  const plan = must(await call('visitDesk.plan', { ...round, visitIds: [planned, arrived] }, who.liaison.token)).id;
  must(await call('visitDesk.arrive', { id: arrived }, who.handler.token));
  const tomorrow = await ask();
  must(await call('visitDesk.decide', { id: tomorrow, approve: true }, who.unitHead.token));
  const roundAfter = { ...round, day: shanghaiDay(later(service.clock.now(), dayMs)), visitIds: [tomorrow] };
  const nextPlan = must(await call('visitDesk.plan', roundAfter, who.liaison.token)).id;
  const west = await ask({}, who.westEmployee, westFirm);

  const uscc = aUscc();
  const licence = {
    name: '新厂',
    town: town.town,
    capacity: 'legal_representative',
    legalRepresentative: '外人',
    licenceIssuedOn: '2020-05-20',
  } as const;
  const proof = await photo(who.outsider);
  const claim = must(await call('claims.file', { uscc, ...licence, photos: [proof] }, who.outsider.token)).id;
  const invited = must(await call('members.invite', { id: town.enterpriseId, hours: 24, uses: 10 }, who.employee.token));
  must(await call('members.join', { code: invited.code }, who.passerby.token));
  const [join] = await db<{ id: string }[]>`select id from enterprise_join where person_id = ${who.passerby.id}`;
  return {
    group: groupId,
    placedGroup,
    visitGroup,
    visits: { asked, approved, planned, arrived, tomorrow, west },
    plan,
    nextPlan,
    staffPhotos: { handler: await photo(who.handler), belowHandler: await photo(who.belowHandler), liaison: await photo(who.liaison) },
    claim,
    proof,
    invitation: { id: invited.invitation.id, code: invited.code },
    join: join?.id ?? '',
    ownPhoto: await photo(who.employee),
  };

  async function list(enterpriseId: string, by: Someone, serials: [string, string]): Promise<string> {
    const itemCode = 'residence-permit-apply';
    const rows = [
      [groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone],
      ['员工甲', idNumber(serials[0]), '13800000000'],
      ['员工乙', idNumber(serials[1]), '13800000000'],
    ];
    const sheet = await writeXlsxFile(
      rows.map((row) => row.map((value) => ({ value, type: String }))),
      { sheet: groupSheetName },
    ).toBuffer();
    const { questions } = must(await call('items.read', { code: itemCode })).interview;
    const answers = questions.flatMap((question): [string, string | number][] => {
      if (question.kind === 'number') return [[question.id, 12]];
      const option = question.kind === 'choice' ? (question.options.find(({ text }) => text.includes('东莞以外')) ?? question.options[0]) : undefined;
      return option ? [[question.id, option.value]] : [];
    });
    const handedIn = must(
      await call(
        'groups.upload',
        { file: new Uint8Array(sheet), enterpriseId, itemCode, answers: JSON.stringify(Object.fromEntries(answers)) },
        by.token,
      ),
    );
    return handedIn.group?.id ?? '';
  }
}
