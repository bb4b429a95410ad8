import type { RuleKind } from '../../shared/rules/interview-diagram';
import { type Defect, prove } from '../../shared/rules/interview-proof';
import type { ServiceItem } from '../../shared/rules/service-item';
import type { Day } from '../../shared/rules/shanghai';
import type { ContentProblem } from './content-error';
import { shownFile } from './read-file';

/** What is wrong with interviews that only walking every path shows; `except` are files that are refused already. */
export function defectProblems(items: readonly ServiceItem[], root: URL, today: Day, except: ReadonlySet<string>): ContentProblem[] {
  return items.flatMap((item) => {
    const file = shownFile(root, `catalogue/items/${item.code}.json`);
    if (except.has(file)) return [];
    return prove(item.interview, today).defects.map((defect) => ({ file, ...defectWords(item, defect) }));
  });
}

type Line = { list: string; name: string };

const lines: Record<RuleKind, Line> = {
  material: { list: 'materials', name: '材料' },
  note: { list: 'notes', name: '提示' },
  refusal: { list: 'refusals', name: '不能办的情形' },
  fee: { list: 'fees', name: '费用' },
  duration: { list: 'durations', name: '办理时限（工作日）' },
  minutes: { list: 'extraMinutes', name: '窗口用时（分钟）' },
  only_at: { list: 'onlyAt', name: '限定大厅' },
};

/** Where a line stands in the file. The item's own duration and minutes stand by themselves: behind the other durations, before the other minutes. */
function placeOfLine({ interview }: ServiceItem, what: RuleKind, index: number): string {
  if (what === 'duration' && index === interview.durations.length - 1) return 'promisedWorkingDays';
  if (what === 'minutes') return index === 0 ? 'minutes' : `extraMinutes[${index - 1}].when`;
  return `${lines[what].list}[${index}].when`;
}

function defectWords(item: ServiceItem, defect: Defect): Omit<ContentProblem, 'file'> {
  const question = (id: string) => `questions[${item.interview.questions.findIndex((one) => one.id === id)}]`;
  const answers = (given: object) =>
    Object.entries(given)
      .map(([name, value]) => `${name} = ${value}`)
      .join('，') || '不用回答';
  switch (defect.kind) {
    case 'endless':
      return {
        path: 'questions',
        problem: `有人答完了还得不到清单（${answers(defect.answers)}）`,
        fix: '请检查问题的 when，不要让两个问题互相等待',
      };
    case 'out_of_order':
      return {
        path: question(defect.question),
        problem: `问题“${defect.question}”要等后面的问题`,
        fix: '条件只能用到前面的问题，请调整顺序',
      };
    case 'dead_question':
      return {
        path: question(defect.question),
        problem: `问题“${defect.question}”在哪条路上都不会问到`,
        fix: '请让某个条件用到它，或改正它的 when，或删去它',
      };
    case 'dead_answers':
      return {
        path: question(defect.question),
        problem: `有人被问到“${defect.question}”，怎样回答都一样（${answers(defect.answers)}）`,
        fix: '请让这个人不被问到，或让某个条件用到回答',
      };
    case 'unreachable':
      return {
        path: placeOfLine(item, defect.what, defect.index),
        problem: `${lines[defect.what].name}“${defect.id}”在哪条路上都不会出现`,
        fix: '请改正条件，或删去这一项',
      };
    case 'contradiction':
      return {
        path: 'materials',
        problem: `同一张清单上“${defect.name}”出现两次（${answers(defect.answers)}）`,
        fix: '请让两条的条件不同时成立，或合并',
      };
    case 'no_hall':
      return { path: 'onlyAt', problem: `有人哪个大厅都不能去（${answers(defect.answers)}）`, fix: '请改正 onlyAt 的条件或大厅' };
    case 'empty_list':
      return {
        path: 'materials',
        problem: `有人什么材料都不用带，也没有说不能办（${answers(defect.answers)}）`,
        fix: '请补上材料，或写明不能办的情形',
      };
  }
}
