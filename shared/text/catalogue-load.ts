import type { CatalogueStep, ItemPart, PlanRefusal } from '../rules/catalogue-plan';

/** What an editor calls the parts of an item. */
export const partNames: Record<ItemPart, string> = {
  effectiveFrom: '生效日期',
  name: '名称',
  category: '分类',
  branch: '警种',
  summary: '一句话说明',
  conditions: '办理条件',
  basis: '依据',
  modes: '办理方式',
  feeText: '费用说明',
  statutoryText: '法定时限说明',
  synonyms: '常用说法',
  lifeEvents: '人生大事',
  verify: '待核实',
  form: '预填表',
  questions: '问题',
  materials: '材料',
  notes: '提示',
  refusals: '不能办的情形',
  fees: '费用',
  durations: '办理时限',
  minutes: '窗口用时',
  halls: '大厅',
  onlyAt: '限定大厅',
};

const named = (parts: readonly ItemPart[]) => parts.map((part) => partNames[part]).join('、');

const refusalLines: Record<PlanRefusal, (step: Extract<CatalogueStep, { does: 'refuse' }>) => string> = {
  held: (s) =>
    `第 ${s.storedVersion} 版已有人据此领了清单，${named(s.parts)}不能再改。请把 version 改为 ${s.storedVersion + 1}，并在 effectiveFrom 写上新规定开始的日期。`,
  behind: (s) => `库里已有第 ${s.storedVersion} 版，文件还是第 ${s.version} 版。请从最新的文件改起，并把 version 改为 ${s.storedVersion + 1}。`,
  backwards: (s) => `effectiveFrom 早于前一版的 ${s.storedFrom}。请改为这一天或之后的日期。`,
  past: (s) => `第 ${s.version} 版的 effectiveFrom 已经过去：群众没法按还不知道的规定准备材料。请改为今天或之后的日期。`,
};

/** One line about what loading does with an item; nothing for what stays as it is. */
export function stepLine(step: CatalogueStep): string | null {
  const who = `${step.code}（${step.name}）`;
  switch (step.does) {
    case 'add':
      return `新增 ${who}：第 ${step.version} 版，${step.effectiveFrom} 起提供`;
    case 'raise': {
      const parts = step.parts.length === 0 ? '内容没有变' : `改了${named(step.parts)}`;
      return `新版 ${who}：第 ${step.fromVersion} 版 → 第 ${step.version} 版，${step.effectiveFrom} 起，${parts}`;
    }
    case 'correct':
      return `更正 ${who}：第 ${step.version} 版还没有人用，改了${named(step.parts)}`;
    case 'end':
      return step.effectiveUntil === null ? `继续 ${who}：不再有停止日期` : `停办 ${who}：提供到 ${step.effectiveUntil}，已领的清单仍然有效`;
    case 'refuse':
      return `拒绝 ${who}：${refusalLines[step.why](step)}`;
    case 'absent':
      return `缺文件 ${who}：库里有第 ${step.version} 版，文件夹里没有，照旧提供。要停办，请在文件里写 effectiveUntil`;
    case 'keep':
      return null;
  }
}

/** 新增 3 项，新版 1 项，… */
export function stepTotals(steps: readonly CatalogueStep[]): string {
  const count = (does: CatalogueStep['does']) => steps.filter((step) => step.does === does).length;
  const totals: [string, number][] = [
    ['新增', count('add')],
    ['新版', count('raise')],
    ['更正', count('correct')],
    ['停办日期变动', count('end')],
    ['没有变化', count('keep')],
    ['缺文件', count('absent')],
    ['拒绝', count('refuse')],
  ];
  return totals
    .filter(([name, number]) => number > 0 || name === '没有变化')
    .map(([name, number]) => `${name} ${number} 项`)
    .join('，');
}

export const catalogueText = {
  checked: (items: number, procedures: number, answers: number, ms: number) =>
    `事项文件 ${items} 个、办事须知 ${procedures} 个、问答 ${answers} 条，没有问题（${ms} 毫秒）`,
  problems: (problems: number, files: number) => `共 ${problems} 处问题，在 ${files} 个文件里`,
  abolished: (known: number, expected: number) =>
    `已取消的证明：已登记 ${known}/${expected}${known < expected ? `，还差 ${expected - known} 项，由局里补入 catalogue/abolished-proofs.json` : ''}`,
  dryRun: '以上只是试算，没有改动。确认后加 --apply 装载。',
  refused: '有被拒绝的事项，一项也没有装载。',
  applied: (load: number) => `已装载，记录编号 ${load}`,
  noHistory: '还没有装载记录。',
  loadLine: (load: { id: number; at: string; by: string; source: string; digest: string }) =>
    `#${load.id}  ${load.at}  ${load.by}  ${load.source}  ${load.digest.slice(0, 12)}`,
  procedures: (changed: number) => `办事须知：${changed} 个有更新`,
  knowledge: (changed: number) => `问答：${changed} 条有更新`,
  knowledgeRemoved: (removed: number) => `问答：删去 ${removed} 条`,
  proceduresRemoved: (removed: number) => `办事须知：删去 ${removed} 个`,
  promoted: (file: string) => `已写好 ${file}。请补上问题、材料的收件要点和时限，再运行 onewindow catalogue check。`,
} as const;
