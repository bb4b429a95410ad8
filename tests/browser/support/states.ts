import { privacyText } from '../../../shared/text/pages/privacy';
import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { appointmentNext } from '../../../shared/text/appointments';
import { auditText } from '../../../shared/text/pages/audit';
import { peopleText } from '../../../shared/text/pages/people';
import type { DeskStep } from '../../../shared/text/pages/desk-steps';
import { throughTrainText } from '../../../shared/text/through-train';
import { freeTime } from './booking';
import type { LivedIn } from './lived-in';
import type { Phone } from './phone';

/** A page in one of its states: who looks, where, what is tapped to get there, and the words that say it is there. */
export type PageState = {
  name: string;
  who: string;
  path: string;
  act?: (phone: Phone) => Promise<unknown>;
  sees: string | RegExp /** A refusal that this state shows. */;
  refused?: 409;
};

/** Handlers of the neighbouring towns. */
const songshanhu = '温可';
const humen = '钟启';

/** Nobody is signed in. */
const nobody = '';

/** Every page of citizens and enterprises, in the states that draw something of their own. */
export function publicStates({
  checklist,
  refusedChecklist,
  changedChecklist,
  hallId,
  appointments,
  rating,
  ratingNotYet,
  cases,
}: LivedIn): PageState[] {
  const interview = paths.interview('residence-permit-apply');
  const toBirthDate = async (phone: Phone) => {
    await phone.choose('内地居民，户口在东莞以外');
    await phone.choose('没有领过');
    await phone.choose('本人');
  };
  return [
    { name: 'home', who: nobody, path: paths.home, sees: '办什么事' },
    { name: 'search', who: nobody, path: paths.search(), sees: '户口与身份证' },
    { name: 'search-category', who: nobody, path: paths.search(undefined, 'residence_permit'), sees: '居住证申领' },
    { name: 'search-household', who: nobody, path: paths.search(undefined, 'household'), sees: '户口迁出东莞' },
    {
      name: 'search-household-part',
      who: nobody,
      path: paths.search(undefined, 'household'),
      act: (phone) => phone.tap(/^改名、更正/),
      sees: '更正姓名用字',
    },
    { name: 'search-found', who: nobody, path: paths.search('户口本丢了'), sees: /找到 \d+ 项/ },
    { name: 'search-nothing', who: nobody, path: paths.search('量子计算机'), sees: /没有找到|找到/ },
    { name: 'search-procedure', who: nobody, path: paths.search('狗证'), sees: '养犬登记' },
    { name: 'procedure', who: nobody, path: paths.procedure('truck-restricted-pass'), sees: '打电话问' },
    { name: 'guide-work', who: nobody, path: paths.guide('public-order-hotel'), sees: '直接提交诉求' },
    { name: 'guide', who: nobody, path: paths.guide('residence-permit-apply'), sees: '在哪里办' },
    {
      name: 'interview-choice',
      who: nobody,
      path: interview,
      act: async (phone) => {
        await phone.tap('为什么问这个');
        await phone.tap('不清楚怎么选');
      },
      sees: '申请人属于哪一种？',
    },
    {
      name: 'interview-date',
      who: nobody,
      path: interview,
      act: async (phone) => {
        await toBirthDate(phone);
        await phone.tap('下一题');
      },
      sees: '申请人的出生日期是？',
    },
    {
      name: 'interview-number',
      who: nobody,
      path: interview,
      act: async (phone) => {
        await phone.type(/年$/, '1992');
        await phone.type(/月$/, '3');
        await phone.type(/日$/, '18');
        await phone.tap('下一题');
      },
      sees: '在东莞办理居住登记满几个月了？',
    },
    {
      name: 'checklist',
      who: nobody,
      path: paths.checklist(checklist),
      act: (phone) => phone.page.locator('button[aria-expanded]').filter({ visible: true }).first().click(),
      sees: '收件要点',
    },
    {
      name: 'checklist-code',
      who: nobody,
      path: paths.checklist(checklist),
      act: (phone) => phone.tap('出示清单码'),
      sees: '给工作人员扫，或报出这组字母数字。',
    },
    { name: 'map', who: nobody, path: paths.map('household-spouse-move-in'), sees: '不看图，读文字' },
    { name: 'map-checklist', who: nobody, path: paths.checklistMap(checklist), act: (phone) => phone.tap('不看图，读文字'), sees: '不看图，读文字' },
    { name: 'form-signed-out', who: nobody, path: paths.form(checklist), sees: '用微信登录' },
    { name: 'form', who: '何静雯', path: paths.form(checklist), sees: '提交给窗口' },
    { name: 'checklist-refused', who: nobody, path: paths.checklist(refusedChecklist), sees: '这件事暂时不能办' },
    { name: 'checklist-changed', who: nobody, path: paths.checklist(changedChecklist), sees: '按新规定重新生成清单' },
    { name: 'booking-hall', who: nobody, path: paths.bookingHall(checklist), sees: '莞城' },
    { name: 'booking-time', who: nobody, path: paths.bookingTime({ code: checklist, hall: hallId }), sees: '几点' },
    { name: 'ask', who: nobody, path: paths.ask(), sees: '12345' },
    { name: 'ask-matching', who: nobody, path: paths.ask('身份证丢了'), sees: '12345' },
    { name: 'complaint', who: nobody, path: paths.complaint, sees: '12345' },
    { name: 'me-signed-out', who: nobody, path: paths.me, sees: '用微信登录' },
    { name: 'requests-signed-out', who: nobody, path: paths.requests, sees: '用微信登录' },

    { name: 'home-newcomer', who: '一位没来过的群众', path: paths.home, sees: '办什么事' },
    {
      name: 'booking-real-name',
      who: '一位没来过的群众',
      path: paths.bookingTime({ code: checklist, hall: hallId }),
      act: async (phone) => {
        await freeTime(phone).click();
        await phone.sees('办事人的实名信息');
        await phone.tap('确认预约');
      },
      sees: '办事人的实名信息',
    },
    { name: 'waiting-none', who: '一位没来过的群众', path: paths.waiting, sees: '还没有候补' },
    { name: 'appointments-none', who: '一位没来过的群众', path: paths.appointments, sees: '去办事' },
    { name: 'inbox-none', who: '一位没来过的群众', path: paths.inbox, sees: '去办事' },
    { name: 'requests-no-member', who: '一位没来过的群众', path: paths.requests, sees: '您还没有加入企业' },
    {
      name: 'me-newcomer',
      who: '一位没来过的群众',
      path: paths.me,
      act: (phone) => phone.find('button', '核验').last().click(),
      sees: '还没有手机号',
    },
    { name: 'desk-not-staff', who: '一位没来过的群众', path: paths.desk, sees: '回到首页' },

    { name: 'home-in-hall', who: '何静雯', path: paths.home, sees: '下一位就是您' },
    { name: 'appointments', who: '何静雯', path: paths.appointments, sees: '办过的和取消的' },
    { name: 'appointment-confirmed', who: '何静雯', path: paths.appointment(appointments.confirmed.id), sees: appointments.confirmed.code },
    {
      name: 'appointment-cancelling',
      who: '何静雯',
      path: paths.appointment(appointments.confirmed.id),
      act: (phone) => phone.tap('取消预约'),
      sees: '保留预约',
    },
    {
      name: 'appointment-moving',
      who: '何静雯',
      path: paths.bookingTime({ code: checklist, hall: hallId, move: appointments.confirmed.id }),
      act: (phone) => freeTime(phone).click(),
      sees: '确认换到这个时间',
    },
    { name: 'appointment-arrived', who: '何静雯', path: paths.appointment(appointments.arrived.id), sees: '下一位就是您' },
    { name: 'appointment-extra', who: '何静雯', path: paths.appointment(appointments.arrived.id), sees: '窗口另要的材料' },
    { name: 'appointment-fulfilled', who: '何静雯', path: paths.appointment(appointments.fulfilled.id), sees: appointmentNext.fulfilled },
    { name: 'appointment-cancelled', who: '何静雯', path: paths.appointment(appointments.cancelled.id), sees: '重新预约' },
    { name: 'rating', who: '苏晓彤', path: paths.rating(rating), sees: '先选一个满意程度' },
    {
      name: 'rating-low',
      who: '苏晓彤',
      path: paths.rating(rating),
      act: (phone) => phone.choose(/^不满意$/),
      sees: '不用联系我，我自己看结果',
    },
    { name: 'rating-not-yet', who: '何静雯', path: paths.rating(ratingNotYet), sees: /离开大厅后再评/ },
    { name: 'inbox', who: '何静雯', path: paths.inbox, sees: '未读' },
    { name: 'me', who: '何静雯', path: paths.me, sees: '退出登录' },
    { name: 'accesses', who: '何静雯', path: paths.accesses, sees: /预约和材料|还没有工作人员/ },
    { name: 'privacy', who: nobody, path: paths.privacy(), sees: '您的权利' },
    { name: 'privacy-old', who: nobody, path: paths.privacy('identity', '2026-10'), sees: privacyText.notNow },
    { name: 'consents', who: '何静雯', path: paths.consents, sees: privacyText.holds },
    {
      name: 'consents-withdraw',
      who: '何静雯',
      path: paths.consents,
      act: (phone) => phone.find('button', privacyText.withdraw).first().click(),
      sees: privacyText.withdrawLaw,
    },
    { name: 'stored', who: '何静雯', path: paths.stored, sees: '导出全部信息' },
    { name: 'me-leaving', who: '何静雯', path: paths.me, act: (phone) => phone.tap('退出登录'), sees: '不退出' },
    { name: 'appointment-booked', who: '陈伯年', path: paths.appointment(appointments.booked.id, 'booked'), sees: '预约已提交。' },
    {
      name: 'booking-confirm',
      who: '陈伯年',
      path: paths.bookingTime({ code: checklist, hall: hallId }),
      act: (phone) => freeTime(phone).click(),
      sees: '这个时间为您留着',
    },
    { name: 'appointment-called', who: '梁志远', path: paths.appointment(appointments.called.id), sees: '请到 2 号窗口' },

    { name: 'requests', who: '苏晓彤', path: paths.requests, sees: '12 名新员工想集中办居住证' },
    {
      name: 'request-through-train',
      who: '梁志远',
      path: paths.newRequest('handling'),
      act: async (phone) => {
        await phone.choose(throughTrainText.ways.through_train);
        await phone.tap('提交诉求');
      },
      sees: /写给哪位市领导/,
    },
    { name: 'request-new', who: '苏晓彤', path: paths.newRequest(), act: (phone) => phone.tap('提交诉求'), sees: '先选一类' },
    {
      name: 'request-danger',
      who: '苏晓彤',
      path: paths.newRequest('safety_guidance'),
      act: (phone) => phone.type('具体情况', '车间着火了，有人受伤。'),
      sees: '马上打 110',
    },
    {
      name: 'request-submitted',
      who: '苏晓彤',
      path: paths.request(cases.submitted, 'filed'),
      act: (phone) => phone.find('button', '为什么是这一天').first().click(),
      sees: '诉求已提交。',
    },
    { name: 'request-accepted', who: '苏晓彤', path: paths.request(cases.accepted), sees: '正在办理，期限见下。' },
    { name: 'request-moving', who: '苏晓彤', path: paths.request(cases.moving), act: (phone) => phone.tap('到期提醒'), sees: '松山湖' },
    { name: 'request-to-sign', who: '苏晓彤', path: paths.request(cases.toSign), sees: '正在签发' },
    { name: 'request-waiting', who: '苏晓彤', path: paths.request(cases.waiting), sees: '补充材料或说明' },
    {
      name: 'request-completed',
      who: '苏晓彤',
      path: paths.request(cases.completed),
      sees: '点一下“问题没有解决”',
    },
    { name: 'request-declined', who: '苏晓彤', path: paths.request(cases.declined), sees: '没有受理，原因和去处见办理结果。' },
    { name: 'request-withdrawing', who: '苏晓彤', path: paths.request(cases.submitted), act: (phone) => phone.tap('撤回诉求'), sees: '继续办理' },
  ];
}

/** Every page of the staff. */
export function staffStates({ appointments, cases }: LivedIn): PageState[] {
  const step = (name: DeskStep, who: string, id: string, sees: string, act?: PageState['act']): PageState => ({
    name: `desk-${name}`,
    who,
    path: staffPaths.step(id, name),
    sees,
    ...(act ? { act } : {}),
  });
  return [
    { name: 'staff-signed-out', who: nobody, path: paths.desk, sees: '用微信登录' },
    { name: 'staff-window', who: '林岚', path: paths.desk, sees: '扫码签到' },
    { name: 'window-day', who: '林岚', path: staffPaths.day(), sees: '11月24日 周二 今天' },
    { name: 'window-counter', who: '林岚', path: staffPaths.day(), act: (phone) => phone.tap('换窗口'), sees: '您在几号窗口' },
    { name: 'window-other-day', who: '林岚', path: staffPaths.day('2026-11-28'), sees: '这一天没有预约' },
    { name: 'window-booked', who: '林岚', path: staffPaths.appointment(appointments.booked.id), sees: '等您确认，或说明不能安排的原因。' },
    { name: 'window-called', who: '郭一鸣', path: staffPaths.appointment(appointments.called.id), sees: '退后三位' },
    { name: 'window-serving', who: '林岚', path: staffPaths.appointment(appointments.serving.id), sees: '没核对' },
    {
      name: 'window-gap',
      who: '林岚',
      path: staffPaths.appointment(appointments.serving.id),
      act: (phone) => phone.find('button', '缺或不合格').first().click(),
      sees: '已过有效期',
    },
    { name: 'window-fulfilled', who: '林岚', path: staffPaths.appointment(appointments.fulfilled.id), sees: '已办结。' },
    {
      name: 'window-decline',
      who: '林岚',
      path: staffPaths.decline(appointments.booked.id),
      act: (phone) => phone.choose('您的情况需先补齐清单上的材料再约'),
      sees: '申请人会收到',
    },
    {
      name: 'window-extra',
      who: '林岚',
      path: staffPaths.extra(appointments.serving.id),
      act: async (phone) => {
        await phone.type('要什么材料', '房屋租赁合同');
        await phone.choose('规定已变，清单还没更新');
        await phone.type('写明理由', '本月起要核对租赁备案。');
      },
      sees: '申请人会收到',
    },
    { name: 'window-extra-asked', who: '林岚', path: staffPaths.appointment(appointments.arrived.id), sees: '清单外另要的材料' },
    {
      name: 'scan',
      who: '林岚',
      path: staffPaths.scan,
      act: async (phone) => {
        await phone.type('预约码', appointments.confirmed.code);
        await phone.tap('签到');
      },
      sees: /预约时间：/,
      refused: 409,
    },
    { name: 'staff-guide', who: '叶子晴', path: staffPaths.day(), sees: '等候叫号' },

    { name: 'staff-liaison', who: '欧阳柏', path: paths.desk, sees: '先办：' },
    { name: 'desk-mine', who: '欧阳柏', path: staffPaths.cases('mine'), sees: '12 名新员工想集中办居住证' },
    { name: 'desk-case-submitted', who: '欧阳柏', path: staffPaths.case(cases.submitted), sees: '登记首次联系' },
    step('contact', '欧阳柏', cases.submitted, '发出后，诉求人会看到'),
    step('note', '欧阳柏', cases.submitted, '仅内部可见，诉求人看不到'),
    { name: 'staff-handler', who: '罗承', path: paths.desk, sees: '本单位办件' },
    { name: 'desk-unit', who: '罗承', path: staffPaths.cases('unit'), sees: '12 名新员工想集中办居住证' },
    { name: 'desk-finished', who: '罗承', path: staffPaths.cases('finished'), sees: '想请民警来讲一次反诈' },
    { name: 'desk-case-accepted', who: '罗承', path: staffPaths.case(cases.accepted), sees: '办理并办结，写明结果和依据。' },
    {
      name: 'take-down-through-train',
      who: '罗承',
      path: staffPaths.takeDown(),
      act: (phone) => phone.choose('企业市长直通车'),
      sees: throughTrainText.whom,
    },
    { name: 'take-down', who: '罗承', path: staffPaths.takeDown('window', '补办居住证'), sees: '登记一次，不用再录。' },
    { name: 'rectification-order', who: '罗承', path: staffPaths.rectification(cases.accepted), sees: '什么隐患' },
    { name: 'desk-case-hotline', who: '罗承', path: staffPaths.case(cases.hotline), sees: '12345 热线' },
    step('complete', '罗承', cases.accepted, '依据哪条规定', (phone) => phone.choose('超出政策范围，已说明依据')),
    step('refer', '罗承', cases.accepted, '转办理由', async (phone) => {
      await phone.type('单位或镇街名称', '南城');
      await phone.choose('东莞市公安局南城分局');
    }),
    step('askExtension', '罗承', cases.accepted, '最多 10 个工作日，批准后从现在的期限往后算'),
    step('hold', '罗承', cases.accepted, '等哪个单位、为什么'),
    step('classify', '谭正', cases.accepted, '办结日期', (phone) => phone.choose('特别复杂')),
    step('grantExtension', '谭正', cases.moving, '批准后期限为'),
    { name: 'desk-case-moving', who: '罗承', path: staffPaths.case(cases.moving), sees: '等待接收' },
    { name: 'desk-incoming', who: songshanhu, path: staffPaths.cases('incoming'), sees: '两镇交界路口没有信号灯' },
    { name: 'desk-incoming-home', who: songshanhu, path: paths.desk, sees: '转来和协办' },
    { name: 'desk-referral', who: songshanhu, path: staffPaths.case(cases.moving), sees: '接收后由您负责，期限不变' },
    step('returnReferral', songshanhu, cases.moving, '仅内部可见，诉求人看不到'),
    step('answerAssistance', humen, cases.moving, '请您协办'),
    { name: 'desk-sign-off', who: '谢鉴', path: staffPaths.case(cases.toSign), sees: '签发后以市人民政府名义发给诉求人' },
    step('askForMaterials', '罗承', cases.accepted, '请企业补充'),
    step('decline', '罗承', cases.submitted, '原因和去处'),
    { name: 'staff-head', who: '谭正', path: paths.desk, sees: /超期 2/ },
    step('assign', '谭正', cases.submitted, '交给谁办'),
    { name: 'staff-supervisor', who: '谢鉴', path: paths.desk, sees: /超期 2/ },
    { name: 'board', who: '谢鉴', path: staffPaths.board, sees: '各单位在办' },
    { name: 'board-cases', who: '谢鉴', path: staffPaths.board, act: (phone) => phone.tap(/^正常/), sees: '看板办件' },
    { name: 'problems-none', who: '谢鉴', path: staffPaths.problems, sees: '没有发现同类问题' },
    { name: 'staff-administrator', who: '潘工', path: paths.desk, sees: '未送达 2' },
    { name: 'staff-security', who: '项安', path: paths.desk, sees: peopleText.title },
    { name: 'staff-auditor', who: '申明', path: paths.desk, sees: auditText.title },
    { name: 'audit', who: '申明', path: staffPaths.audit, sees: auditText.more },
    {
      name: 'audit-none',
      who: '申明',
      path: staffPaths.audit,
      act: async (phone) => {
        await phone.type(auditText.actor, '没有这个人');
        await phone.tap(auditText.search);
      },
      sees: auditText.none,
    },
    { name: 'extras', who: '潘工', path: staffPaths.extras, act: (phone) => phone.choose('清单已改进'), sees: '给窗口的答复' },
    { name: 'enterprises', who: '潘工', path: staffPaths.enterprises(), sees: '莞城示例精密制造有限公司' },
    {
      name: 'enterprise-file',
      who: '潘工',
      path: staffPaths.enterprise('ent-wuliu'),
      act: (phone) => phone.choose('备案'),
      sees: '办理日期',
    },
    {
      name: 'enterprise-through-train',
      who: '潘工',
      path: staffPaths.enterprise('ent-jingmi'),
      act: (phone) => phone.tap(throughTrainText.end),
      sees: throughTrainText.reasonHint,
    },
    {
      name: 'enterprise-remove',
      who: '潘工',
      path: staffPaths.enterprise('ent-jingmi'),
      act: async (phone) => {
        await phone.choose('移出名录');
        await phone.type('理由', '企业已迁出本市');
        await phone.tap('移出名录');
      },
      sees: '不移出',
    },
    { name: 'operations', who: '潘工', path: staffPaths.operations, sees: '未送达' },
    { name: 'settings', who: '潘工', path: staffPaths.settings, sees: '修改记录' },
    {
      name: 'settings-edit',
      who: '潘工',
      path: staffPaths.settings,
      act: async (phone) => {
        await phone.tap(/^填表时保留名额/);
        await phone.type(/分钟$/, '90');
      },
      sees: '保存修改',
    },
  ];
}
