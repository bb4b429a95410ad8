import { likenessOf, likestRequests, saidIn, similarFrom } from '../../shared/rules/similar-requests';

/** What somebody writes, what is open already, and whether a person would say that it is the same matter. */
const pairs: [words: string, open: string, same: boolean][] = [
  ['厂门口违停太多', '大门口总有货车乱停乱放\n早晚高峰货车停在门口，车辆进出困难', true],
  ['工厂门口路口没有红绿灯', '厂门口路口希望装信号灯\n上下班时路口车多人多，没有红绿灯很危险', true],
  ['12 名员工集中办居住证', '想给新员工办居住证\n一共 12 人，希望上门集中办居住证', true],
  ['仓库电缆又被偷了', '仓库电缆失窃\n11 月 20 日晚上仓库的电缆被盗，损失约 3 万元', true],
  ['申请反诈培训', '想请民警来讲课\n希望给财务人员做一次反诈讲座，约 60 人', true],
  ['宿舍楼下电动车充电有隐患', '宿舍电瓶车乱充电\n宿舍楼下电动自行车飞线充电，担心着火', true],
  ['厂区后门监控坏了', '后门摄像头不亮\n厂区后门的公共摄像头坏了半个月', true],
  ['外籍工程师工作签证延期', '外国人签证延期\n我司两名外籍工程师工作签证 12 月到期，想延期', true],
  ['夜间施工噪音', '隔壁工地夜间噪声扰民\n每天夜间施工到两点，宿舍睡不着', true],
  ['限行路段通行证怎么办', '货车限行通行证\n送货要经过限行路段，通行证怎么申请', true],
  ['员工想落户', '人才入户\n5 名技术人员想入户东莞，社保已满', true],
  ['路口弯道视线被挡', '厂区外弯道树木挡视线\n弯道处树枝挡住视线，上周撞了一次', true],
  ['保安员证报名', '保安员证怎么考\n新招 8 名保安，想集体报名考保安员证', true],
  ['合同诈骗立案进展', '上月报的合同诈骗案进展\n6 月报案的合同诈骗，已立案，想问进展', true],
  ['厂门口违停太多', '12 人集中办居住证\n新入职 12 人想集中办证', false],
  ['12 名员工集中办居住证', '8 名保安集体报名考保安员证\n新招 8 名保安想集体报名', false],
  ['仓库电缆又被偷了', '仓库消防检查\n想请人来看仓库的消防通道是否合格', false],
  ['申请反诈培训', '保安员培训\n想给保安员做一次消防培训', false],
  ['厂区后门监控坏了', '厂区后门有流浪狗\n后门常有流浪狗，怕咬人', false],
  ['外籍工程师工作签证延期', '外籍员工子女入学\n外籍员工的孩子入学需要居住证明', false],
  ['限行路段通行证怎么办', '出入港澳通行证\n员工出差要办港澳通行证', false],
  ['路口没有红绿灯', '宿舍没有热水\n宿舍热水器坏了', false],
  ['员工想落户', '员工被骗\n一名员工刷单被骗 2 万元', false],
  ['夜间施工噪音', '夜间巡逻\n希望晚上多来厂区外巡逻', false],
  ['合同诈骗立案进展', '合同章被私刻\n发现有人私刻我司合同章', false],
  ['想咨询一下怎么办理', '想咨询一下怎么办理护照\n员工想办护照', false],
  ['请问', '请问派出所电话\n想问派出所电话', false],
];

test.each(pairs.filter(([, , same]) => same))('“%s” is shown “%s”', (words, open) => {
  expect(likestRequests(words, [request(open)])).toHaveLength(1);
});

test.each(pairs.filter(([, , same]) => !same))('“%s” is not shown “%s”', (words, open) => {
  expect(likestRequests(words, [request(open)])).toHaveLength(0);
});

const request = (text: string) => {
  const [title = '', body = ''] = text.split('\n');
  return { title, body };
};

test('the threshold lies between the likest of different matters and the least like of the same', () => {
  const scores = (wanted: boolean) => pairs.filter(([, , same]) => same === wanted).map(([words, open]) => likenessOf(saidIn(words), saidIn(open)));
  const [least, likest] = [Math.min(...scores(true)), Math.max(...scores(false))];
  expect(likest).toBeLessThan(similarFrom.share);
  expect(least).toBeGreaterThanOrEqual(similarFrom.share);
});

test('the likest come first, three at most, and one pair of signs is no likeness', () => {
  const requests = ['仓库电缆被盗', '仓库电缆被盗两次', '电缆被盗', '仓库电缆被盗三次', '仓库着火'].map((title) => ({ title, body: '' }));
  const found = likestRequests('仓库电缆被盗两次', requests);
  expect(found).toHaveLength(3);
  expect(found[0]?.title).toBe('仓库电缆被盗两次');
  expect(likestRequests('电缆', [{ title: '电缆着火', body: '' }])).toEqual([]);
  expect(likestRequests('', requests)).toEqual([]);
});
