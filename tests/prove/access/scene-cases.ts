import { newId } from '../../../functions/ids';
import { later } from '../../../shared/rules/shanghai';
import { dayMs, hourMs, must, secrets, type Someone, type Stage } from './stage';

/** Requests in every state, of three firms. */
export async function atTheDesk({ town, units, rivalFirm, westFirm, db, call, now, who, photo }: Stage) {
  const said = { category: 'handling', body: '门前这条路全天限行货车，只能半夜发货。' } as const;
  let serial = 0;
  const file = async (by: Someone, enterpriseId: string, more: object = {}) =>
    must(await call('cases.file', { enterpriseId, title: `货车限行第${++serial}件`, ...said, ...more }, by.token)).id;
  const firm = town.enterpriseId;
  const handler = who.handler.token;
  const accepted = async (by = who.employee, enterpriseId = firm, of = handler) => {
    const id = await file(by, enterpriseId);
    must(await call('desk.accept', { id }, of));
    return id;
  };
  const filed = await file(who.employee, firm);
  const main = await accepted();
  must(await call('desk.note', { id: main, text: secrets.note, photos: [await photo(who.handler)] }, handler));
  must(await call('cases.remark', { id: main, text: '再补充一句', photos: [await photo(who.employee)] }, who.employee.token));
  const files = await db<{ id: string; owner: string }[]>`select id, owner_id as owner from stored_file where state = 'attached'`;
  const waiting = await accepted();
  must(await call('desk.askForMaterials', { id: waiting, text: '请补营业执照' }, handler));
  const onHold = await accepted();
  must(await call('desk.hold', { id: onHold, reason: '等上级部门答复' }, handler));
  const extension = await accepted();
  must(await call('desk.askExtension', { id: extension, workingDays: 3, reason: '需要实地核实' }, handler));
  const referred = await accepted();
  must(await call('desk.refer', { id: referred, unitId: units.west, reason: '应由邻镇承办' }, handler));
  const withSupervisor = await accepted();
  must(await call('desk.refer', { id: withSupervisor, unitId: units.west, reason: '应由邻镇承办' }, handler));
  await db`update case_referral set state = 'with_supervisor', due_at = null where case_id = ${withSupervisor}`;
  const train = await file(who.employee, firm, { channel: 'through_train', leaderId: 'mayor' });
  must(await call('desk.accept', { id: train }, handler));
  must(await call('desk.complete', { id: train, outcome: 'settled', text: '已经协调货车通行证' }, handler));
  const done = await accepted();
  must(await call('desk.complete', { id: done, outcome: 'settled', text: '已经办好通行证' }, handler));
  const helped = await accepted();
  must(await call('desk.askAssistance', { id: helped, unitId: units.west, question: '邻镇路段是否限行' }, handler));
  const [help] = await db<{ id: string }[]>`select id from case_assistance where case_id = ${helped}`;
  const otherHelped = await accepted();
  must(await call('desk.askAssistance', { id: otherHelped, unitId: units.west, question: '邻镇路段是否限行' }, handler));
  const [otherHelp] = await db<{ id: string }[]>`select id from case_assistance where case_id = ${otherHelped}`;
  const helpGiven = await accepted();
  must(await call('desk.askAssistance', { id: helpGiven, unitId: units.west, question: '邻镇路段是否限行' }, handler));
  const [given] = await db<{ id: string }[]>`select id from case_assistance where case_id = ${helpGiven}`;
  must(await call('desk.answerAssistance', { id: helpGiven, assistanceId: given?.id ?? '', text: secrets.help }, who.strangerHandler.token));
  const danger = await accepted();
  const order = { hazard: '路口有盲区，看不见人', place: '厂前路', unitId: units.below, workingDays: 3 };
  must(await call('desk.orderRectification', { id: danger, ...order, photos: [await photo(who.handler)] }, handler));
  const reported = await accepted();
  must(await call('desk.orderRectification', { id: reported, ...order, photos: [await photo(who.handler)] }, handler));
  const dangers = await db<
    { id: string; caseId: string }[]
  >`select id, case_id as "caseId" from rectification where case_id in ${db([danger, reported])}`;
  const dangerOf = (caseId: string) => dangers.find((one) => one.caseId === caseId)?.id ?? '';
  const after = { id: reported, rectificationId: dangerOf(reported), text: '已经装上凸面镜', photos: [await photo(who.belowHandler)] };
  must(await call('desk.reportRectification', after, who.belowHandler.token));
  const rival = await accepted(who.rival, rivalFirm);
  const west = await accepted(who.westEmployee, westFirm, who.strangerHandler.token);

  const convening = { unitIds: [units.west], questions: '由谁牵头上门', place: '三楼会议室' };
  const meeting = await accepted();
  const convened = must(await call('conferences.convene', { id: meeting, ...convening, startsAt: later(now, dayMs) }, who.unitHead.token));
  const conference = convened.conferences[0]?.id ?? '';
  const overMeeting = await accepted();
  const held = must(await call('conferences.convene', { id: overMeeting, ...convening, startsAt: later(now, hourMs) }, who.unitHead.token));
  const heldId = held.conferences[0]?.id ?? '';
  must(await call('conferences.opine', { id: heldId, text: secrets.opinion }, who.strangerHandler.token));
  await db`update case_conference set starts_at = ${later(now, -hourMs)} where id = ${heldId}`;
  const decided = await accepted();
  const third = must(await call('conferences.convene', { id: decided, ...convening, startsAt: later(now, hourMs) }, who.unitHead.token));
  const thirdId = third.conferences[0]?.id ?? '';
  await db`update case_conference set starts_at = ${later(now, -hourMs)} where id = ${thirdId}`;
  const tasks = [{ what: '准备上门设备', ownerId: who.strangerHandler.id, due: { workingDays: 5 } }];
  const outcome = { decision: '由邻镇牵头上门', outward: '两家单位已商定，下周上门。', attendedIds: [units.west], tasks };
  must(await call('conferences.decide', { id: thirdId, ...outcome }, who.unitHead.token));
  const [task] = await db<{ id: string }[]>`select id from case_task where case_id = ${decided}`;

  const alike = [await file(who.employee, firm), await file(who.rival, rivalFirm), await file(who.employee, firm)];
  const spare = await file(who.rival, rivalFirm);
  const group = async (ids: readonly string[]) => {
    const id = newId('prob', now);
    await db`insert into problem_group (id, requests, latest_at) values (${id}, 3, ${now})`;
    await db`update problem_request set group_id = ${id} where case_id = any(${[...ids]})`;
    return id;
  };
  const problem = await group(alike);
  const issue = { title: '货车限行', ownerId: who.secondHandler.id, day: '2026-12-20' };
  const opened = must(await call('systemic.open', { groupId: problem, caseIds: alike.slice(0, 2), ...issue }, who.eastSupervisor.token));
  const otherProblem = await group([spare]);
  await db`update problem_group set requests = 3 where id = ${otherProblem}`;

  const asked = must(
    await call(
      'urgent.ask',
      { unitId: units.east, why: '孩子急病要出境', wantedBy: later(now, 10 * hourMs), phone: secrets.urgentPhone },
      who.citizen.token,
    ),
  );
  const takenBy = must(
    await call(
      'urgent.ask',
      { unitId: units.east, why: '老人急用证件', wantedBy: later(now, 10 * hourMs), phone: secrets.urgentPhone },
      who.passerby.token,
    ),
  );
  must(await call('urgentDesk.take', { id: takenBy.id }, who.officer.token));
  const promised = must(
    await call(
      'urgent.ask',
      { unitId: units.east, why: '证件当天要用', wantedBy: later(now, 10 * hourMs), phone: secrets.urgentPhone },
      who.holder.token,
    ),
  );
  must(await call('urgentDesk.take', { id: promised.id }, who.officer.token));
  must(await call('urgentDesk.answer', { id: promised.id, answer: 'met', meetAt: later(now, hourMs), place: '分局一楼' }, who.officer.token));
  const fileOf = (owner: string) => files.find((one) => one.owner === owner)?.id ?? '';
  return {
    cases: {
      filed,
      main,
      waiting,
      onHold,
      extension,
      referred,
      withSupervisor,
      train,
      done,
      helped,
      helpGiven,
      danger,
      reported,
      rival,
      west,
      meeting,
      overMeeting,
      decided,
      alike: alike[0] ?? '',
      spare,
    },
    help: help?.id ?? '',
    otherHelp: otherHelp?.id ?? '',
    dangers: { ordered: dangerOf(danger), reported: dangerOf(reported) },
    conference,
    heldConference: heldId,
    task: task?.id ?? '',
    problem,
    otherProblem,
    alike,
    issue: opened.id,
    urgent: asked.id,
    urgentTaken: takenBy.id,
    urgentAnswered: promised.id,
    photos: { ofFirm: fileOf(who.employee.id), internal: fileOf(who.handler.id) },
  };
}
