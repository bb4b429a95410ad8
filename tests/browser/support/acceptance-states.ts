import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { mayFollow } from '../../../shared/rules/gap';
import type { Input, Output } from '../../../shared/contract/index';
import type { TestServer } from '../../support/server';
import type { LivedIn } from './lived-in';
import type { PageState } from './states';

export type AcceptanceLife = { accepted: string; missing: string };

/** Who sits at counter 1 is accepted with something still to come; who was called to counter 2 goes home with a notice of what is missing. */
export async function acceptanceLife(server: TestServer, { appointments }: LivedIn): Promise<AcceptanceLife> {
  const lin = await server.signIn('demo-officer-lin-0001');
  const guo = await server.signIn('demo-officer-guo-0001');
  const must = async <Name extends 'window.read' | 'window.tick' | 'window.complete' | 'window.giveNotice' | 'queue.start'>(
    name: Name,
    input: Input<Name>,
    token: string,
  ): Promise<Output<Name>> => {
    const answer = await server.call(name, input, token);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
    return answer.body;
  };

  const served = await must('window.read', { id: appointments.serving.id }, lin);
  const follows = served.checklist.content.materials.find((material) => mayFollow(material, 'not_brought') || mayFollow(material, 'copy_missing'));
  if (!follows || !served.supply) throw new Error('nothing of this list may follow');
  for (const { id: materialId } of served.checklist.content.materials) {
    if (materialId === follows.id) {
      const reason = mayFollow(follows, 'not_brought') ? 'not_brought' : 'copy_missing';
      await must('window.tick', { id: served.id, materialId, state: 'gap', reason, supplyBy: served.supply.by }, lin);
    } else await must('window.tick', { id: served.id, materialId, state: 'ok' }, lin);
  }
  await must('window.complete', { id: served.id }, lin);

  const called = await must('window.read', { id: appointments.called.id }, guo);
  await must('queue.start', { id: called.ticket?.id ?? '' }, guo);
  for (const [index, { id: materialId }] of called.checklist.content.materials.entries()) {
    if (index < 2) await must('window.tick', { id: called.id, materialId, state: 'gap', reason: 'expired' }, guo);
    else await must('window.tick', { id: called.id, materialId, state: 'ok' }, guo);
  }
  await must('window.giveNotice', { id: called.id }, guo);
  return { accepted: served.id, missing: called.id };
}

/** What came of a visit, for the person and for the hall (C13). */
export function acceptanceStates({ accepted, missing }: AcceptanceLife): PageState[] {
  return [
    { name: 'appointment-accepted', who: '方国栋', path: paths.appointment(accepted), sees: '看办理结果' },
    { name: 'record-accepted', who: '方国栋', path: paths.record(accepted), act: (phone) => phone.tap('为什么是这一天'), sees: '还要补交' },
    { name: 'appointment-missing', who: '梁志远', path: paths.appointment(missing), sees: '看办理结果' },
    { name: 'record-missing', who: '梁志远', path: paths.record(missing), sees: '查看和打印一次告知书' },
    { name: 'window-accepted', who: '林岚', path: staffPaths.appointment(accepted), sees: /已受理，承诺/ },
    { name: 'window-missing', who: '郭一鸣', path: staffPaths.appointment(missing), sees: '还差这些材料' },
    { name: 'acceptances', who: '林岚', path: staffPaths.acceptances, sees: /^收到/ },
    { name: 'acceptances-none', who: '林岚', path: staffPaths.acceptances, act: (phone) => phone.choose('逾期未补'), sees: '没有逾期未补交的材料。' },
  ];
}
