import { type Defect, situations } from '../../shared/rules/interview-situations';
import type { ServiceItem } from '../../shared/rules/service-item';
import type { Day } from '../../shared/rules/shanghai';
import type { ContentProblem } from './content-error';
import { shownFile } from './read-file';

/** What is wrong with interviews that only walking every path shows; `except` are files that are refused already. */
export function defectProblems(items: readonly ServiceItem[], root: URL, today: Day, except: ReadonlySet<string>): ContentProblem[] {
  return items.flatMap((item) => {
    const file = shownFile(root, `catalogue/items/${item.code}.json`);
    if (except.has(file)) return [];
    return situations(item.interview, today).defects.map((defect) => ({ file, ...defectWords(item, defect) }));
  });
}

const listNames = { material: 'materials', note: 'notes', refusal: 'refusals' } as const;
const whatNames = { material: '材料', note: '提示', refusal: '不能办的情形' } as const;

function defectWords({ interview }: ServiceItem, defect: Defect): Omit<ContentProblem, 'file'> {
  const place = (list: 'questions' | 'materials' | 'notes' | 'refusals', id: string) =>
    `${list}[${interview[list].findIndex((entry) => entry.id === id)}]`;
  const answers = (given: object) =>
    Object.entries(given)
      .map(([name, value]) => `${name} = ${value}`)
      .join('，') || '不用回答';
  switch (defect.kind) {
    case 'dead_question':
      return {
        path: place('questions', defect.question),
        problem: `问题“${defect.question}”在哪条路上都不会问到`,
        fix: '请让某个条件用到它，或改正它的 when，或删去它',
      };
    case 'dead_answer':
      return {
        path: place('questions', defect.question),
        problem: `“${defect.answer}”这个回答没有作用`,
        fix: '请让某个条件用到它，或删去这个选项',
      };
    case 'unreachable':
      return {
        path: `${place(listNames[defect.what], defect.id)}.when`,
        problem: `${whatNames[defect.what]}“${defect.id}”在哪条路上都不会出现`,
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
