import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { Input, Output } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { textChecksText, unshownWords } from '../../../shared/text/text-checks';
import type { TestServer } from '../../support/server';
import type { PageState } from './states';

/** Requests whose words WeChat did not pass. */
export type TextLife = { held: string; refused: string };

const openids = { su: 'demo-employee-su-0001', luo: 'demo-handler-guancheng-0001' } as const;

/** One request is held whole; of another what was added was refused, and more waits for a person. */
export async function textLife(server: TestServer): Promise<TextLife> {
  const tokens = { su: await server.signIn(openids.su), luo: await server.signIn(openids.luo) };
  const must = async <Name extends EndpointName>(name: Name, input: Input<Name>, who: keyof typeof tokens): Promise<Output<Name>> => {
    const answer = await server.call(name, input, tokens[who]);
    if (answer.status !== 200) throw new Error(`${name} as ${who}: ${answer.text}`);
    return answer.body;
  };
  const enterpriseId = (await must('enterprises.mine', {}, 'su')).enterprises.find(({ name }) => name.startsWith('莞城'))?.id ?? '';
  const file = async (title: string, body: string) =>
    (await must('cases.file', { enterpriseId, category: 'handling', title, body, place: '莞城科技园 3 号厂区' }, 'su')).id;
  /** What was written last belongs to a person now, as if WeChat had called it risky: its own text for trying that out is no Chinese. */
  const hold = async (subjectId: string) => {
    const [row] = await server.db<{ id: string }[]>`
      update text_check set state = 'held', reason = 'risky'
      where (subject_id, seq) = (select subject_id, max(seq) from text_check where subject_id = ${subjectId} group by 1) returning id`;
    return row?.id ?? '';
  };
  const refused = await file('宿舍楼下夜间照明', '宿舍楼到厂门口这一段没有路灯，夜班员工走路不方便，希望装几盏。');
  await must('cases.remark', { id: refused, text: '补充：低价代办，加群了解，名额有限。' }, 'su');
  await must('textChecks.decide', { id: await hold(refused), approve: false, reason: '含有与诉求无关的推广内容' }, 'luo');
  await must('cases.remark', { id: refused, text: '再补充一条：路段在二号门以东两百米。' }, 'su');
  await hold(refused);
  const held = await file('员工集中办证', '二十名新员工想集中办证，希望安排一个下午。');
  await hold(held);
  return { held, refused };
}

/** What the author, a colleague, the handler and a handler of another unit see of them. */
export const textStates = ({ held, refused }: TextLife): PageState[] => [
  { name: 'text-own-held', who: '苏晓彤', path: paths.request(held), sees: '这段内容要人工核对' },
  { name: 'text-own-refused', who: '苏晓彤', path: paths.request(refused), sees: '原因：含有与诉求无关的推广内容' },
  { name: 'text-colleague', who: '梁志远', path: paths.request(held), sees: unshownWords.held },
  { name: 'text-colleague-refused', who: '梁志远', path: paths.request(refused), sees: unshownWords.refused },
  { name: 'text-on-case', who: '罗承', path: staffPaths.case(refused), sees: '同企业的其他人' },
  { name: 'texts-on-desk', who: '罗承', path: paths.desk, sees: textChecksText.count(2) },
  { name: 'texts', who: '罗承', path: staffPaths.texts, sees: '微信认为可能违规' },
  {
    name: 'texts-refusing',
    who: '罗承',
    path: staffPaths.texts,
    act: (phone) => phone.tap(textChecksText.refuse),
    sees: textChecksText.refuseSend,
  },
  { name: 'texts-none', who: '温可', path: staffPaths.texts, sees: textChecksText.none },
];
