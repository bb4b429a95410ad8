import type { ConsentDocument } from './index';

/** The separate consent of PIPL art. 29, in every wording that was published. */
export const identityWords: readonly ConsentDocument[] = [
  {
    // a line on the page, before there were versions
    version: '2026-10',
    since: '2026-10-01',
    title: '证件号码',
    ask: '我同意为核验身份和办理这件事处理我的证件号码。不同意也可以到大厅现场取号办理。',
    without: '不同意也可以到大厅现场取号办理。',
    parts: [],
  },
  {
    version: '2026-11',
    since: '2026-11-28',
    title: '证件号码和住址',
    ask: '我同意为核验身份和办理这件事处理我的证件号码和住址。不同意也可以到大厅现场取号办理。',
    without: '不同意就不能在网上实名、预约、预填表格和添加家人。看指南、做清单不受影响，也可以带证件到大厅现场取号办理。',
    parts: [
      {
        heading: '为什么需要',
        lines: [
          '号要约给本人，同一个人不能重复占号，所以要核验姓名和证件号码。',
          '年龄决定能不能走绿色通道，从证件号码得出，不再另外问您。',
          '预填表格里的证件号码和住址，是窗口办理这件事要填的，窗口收到后不用您再写一遍。',
        ],
      },
      {
        heading: '对您有什么影响',
        lines: [
          '证件号码和住址属于敏感个人信息，泄露会带来冒用身份等风险。',
          '我们加密保存，页面上只显示首尾几位；工作人员看完整号码要写明原因，您在“谁看过我的信息”里能查到。',
        ],
      },
      {
        heading: '孩子的信息',
        lines: ['不满 14 周岁的，由父母或其他监护人同意后添加；不满 16 周岁的也由监护人同意。'],
      },
    ],
  },
];
