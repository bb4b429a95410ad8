import type { FormField } from '../../shared/rules/form-types';
import { documentKinds } from '../../shared/rules/id-number-documents';
import type { Condition } from '../../shared/rules/interview-conditions';
import { always, testedName, tests } from '../../shared/rules/interview-conditions';
import type { FactName, Interview, Question } from '../../shared/rules/interview-types';
import type { ServiceItem } from '../../shared/rules/service-item';
import { ConditionTextError, parseCondition } from './condition-text';
import type { ContentProblem } from './content-error';
import type { FieldsFile, ItemFile, MaterialsFile, QuestionsFile } from './item-file';

/** What an item file may refer to. */
export type Surroundings = {
  materials: MaterialsFile;
  questions: QuestionsFile;
  fields: FieldsFile;
  halls: readonly string[];
  codes: ReadonlySet<string>;
};

type Report = (path: string, problem: string, fix: string) => void;

/** Turns an item's file into the item, collecting everything that is wrong with what the file says (not with its form). */
export function itemOf(file: string, content: ItemFile, around: Surroundings, problems: ContentProblem[]): ServiceItem {
  const report: Report = (path, problem, fix) => problems.push({ file, path, problem, fix });
  if (file.split('/').at(-1) !== `${content.code}.json`) report('code', `与文件名不一致`, `请把文件改名为 ${content.code}.json，或改正编号`);
  const questions = content.questions.map((question, index) => questionOf(question, `questions[${index}]`, around, report));
  const condition = (text: string | undefined, path: string) => conditionOf(text, path, questions, report);
  questions.forEach((question, index) => {
    const earlier = questions.slice(0, index);
    const own = content.questions[index];
    question.when = conditionOf(own?.when, `questions[${index}].when`, earlier, report, questions);
    const known = own?.known ?? (own?.use === undefined ? undefined : around.questions[own.use]?.known) ?? [];
    question.known = known.map(({ when, answer }, rule) => {
      const path = `questions[${index}].known[${rule}]`;
      if (!isAnswerTo(question, answer)) report(`${path}.answer`, `“${answer}”不是这个问题的回答`, '请改为选项之一，或合乎范围的数字');
      return { when: conditionOf(when, `${path}.when`, [...earlier, ...Object.values(factQuestions)], report, questions), answer };
    });
  });
  for (const list of ['questions', 'materials', 'notes', 'refusals', 'form'] as const) reportTwins(content[list], list, report);
  for (const [index, refusal] of content.refusals.entries()) {
    if (refusal.insteadItem !== undefined && !around.codes.has(refusal.insteadItem)) {
      report(`refusals[${index}].insteadItem`, `没有编号为“${refusal.insteadItem}”的事项`, '请改为已有事项的编号，或删去这一项');
    }
  }
  const hallsOf = (names: readonly string[], path: string) => {
    for (const name of names) if (!around.halls.includes(name)) report(path, `没有名为“${name}”的大厅`, `请改为其中之一：${around.halls.join('、')}`);
    return [...names];
  };
  const halls = content.halls === 'all' ? [...around.halls].sort() : hallsOf(content.halls, 'halls');
  const interview: Interview = {
    item: content.code,
    version: content.version,
    questions,
    materials: content.materials.map((material, index) => materialOf(material, `materials[${index}]`, around, condition, report)),
    notes: content.notes.map(({ id, text, when }, index) => ({ id, text, when: condition(when, `notes[${index}].when`) })),
    refusals: content.refusals.map(({ id, text, instead, insteadItem, when }, index) => ({
      id,
      text,
      instead,
      insteadItem: insteadItem ?? null,
      when: condition(when, `refusals[${index}].when`),
    })),
    fees: content.fees.map(({ text, yuan, when }, index) => ({
      text,
      amountFen: Math.round(yuan * 100),
      when: condition(when, `fees[${index}].when`),
    })),
    durations: [
      ...(content.durations ?? []).map((line, index) => ({
        promisedWorkingDays: line.promisedWorkingDays,
        statutoryWorkingDays: line.statutoryWorkingDays === undefined ? content.statutoryWorkingDays : line.statutoryWorkingDays,
        when: condition(line.when, `durations[${index}].when`),
      })),
      { promisedWorkingDays: content.promisedWorkingDays, statutoryWorkingDays: content.statutoryWorkingDays, when: always },
    ],
    minutes: [
      { minutes: content.minutes, when: always },
      ...(content.extraMinutes ?? []).map(({ minutes, when }, index) => ({ minutes, when: condition(when, `extraMinutes[${index}].when`) })),
    ],
    halls,
    onlyAt: (content.onlyAt ?? []).map((line, index) => ({
      halls: hallsOf(line.halls, `onlyAt[${index}].halls`),
      when: condition(line.when, `onlyAt[${index}].when`),
    })),
  };
  if (content.statutoryWorkingDays === null && content.statutoryText === undefined) {
    report('statutoryText', '没有法定工作日数，也没有说明', '请写明法定期限怎样计算，或填 statutoryWorkingDays');
  }
  if (content.statutoryWorkingDays !== null && content.promisedWorkingDays > content.statutoryWorkingDays) {
    report(
      'promisedWorkingDays',
      `承诺 ${content.promisedWorkingDays} 天长于法定 ${content.statutoryWorkingDays} 天`,
      '承诺时限不得长于法定时限，请核对',
    );
  }
  if (content.effectiveUntil !== undefined && content.effectiveUntil < content.effectiveFrom) {
    report('effectiveUntil', `停止提供的日期 ${content.effectiveUntil} 早于 effectiveFrom`, '请改为 effectiveFrom 当天或之后的日期');
  }
  const { version, effectiveFrom, name, category, branch, summary, conditions, basis, modes, feeText, synonyms, lifeEvents, verify } = content;
  return {
    code: content.code,
    version,
    effectiveFrom,
    effectiveUntil: content.effectiveUntil ?? null,
    name,
    category,
    branch,
    summary,
    conditions,
    basis,
    modes,
    feeText,
    promisedWorkingDays: content.promisedWorkingDays,
    statutoryWorkingDays: content.statutoryWorkingDays,
    statutoryText: content.statutoryText ?? '',
    minutesAtWindow: content.minutes,
    halls,
    synonyms,
    lifeEvents,
    verify,
    interview,
    form: content.form.map((own, index) => fieldOf(own, `form[${index}]`, around, condition, report)),
  };
}

function questionOf(own: ItemFile['questions'][number], path: string, around: Surroundings, report: Report): Question {
  const shared = own.use === undefined ? {} : around.questions[own.use];
  if (shared === undefined) report(`${path}.use`, `questions.json 里没有“${own.use}”`, '请检查拼写，或把问题写在本文件里');
  const question = { ...shared, ...own };
  const required = (part: 'text' | 'why' | 'help') => {
    const words = question[part];
    if (words === undefined) report(`${path}.${part}`, '缺少这一项', part === 'help' ? '请写明“不清楚”时怎样弄清楚' : '请补上这一项');
    return words ?? '';
  };
  const base = {
    id: own.id,
    text: required('text'),
    why: required('why'),
    help: required('help'),
    when: always,
    fact: question.fact ?? null,
    known: [] as Question['known'],
  };
  const kinds = [question.options, question.number, question.date].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) report(path, '应恰有 options、number、date 之一', '请只写一种回答方式');
  if (question.number) return { ...base, kind: 'number', ...question.number };
  if (question.date) return { ...base, kind: 'date' };
  const options = Object.entries(question.options ?? {}).map(([value, text]) => ({ value, text }));
  if (options.length === 1) report(`${path}.options`, '只有一个选项', '请至少给两个选项，或删去这个问题');
  return { ...base, kind: 'choice', options };
}

function materialOf(
  own: ItemFile['materials'][number],
  path: string,
  around: Surroundings,
  condition: (text: string | undefined, path: string) => Condition,
  report: Report,
): Interview['materials'][number] {
  const shared = own.use === undefined ? {} : around.materials[own.use];
  if (shared === undefined) report(`${path}.use`, `materials.json 里没有“${own.use}”`, '请检查拼写，或把材料写在本文件里');
  const material = { ...shared, ...own };
  for (const part of ['name', 'checkpoints', 'source'] as const) {
    if (material[part] === undefined || material[part].length === 0) {
      report(`${path}.${part}`, '缺少这一项', part === 'checkpoints' ? '请至少写一条收件要点' : '请补上这一项');
    }
  }
  const originals = material.originals ?? (material.form === 'copy' ? 0 : 1);
  const copies = material.copies ?? (material.form === 'copy' ? 1 : 0);
  if (originals + copies === 0) report(path, '原件和复印件都是 0 份', '请写明 originals 或 copies');
  return {
    id: own.id,
    name: material.name ?? '',
    form: material.form ?? (originals > 0 && copies > 0 ? 'original_and_copy' : originals > 0 ? 'original' : 'copy'),
    originals,
    copies,
    checkpoints: material.checkpoints ?? [],
    source: material.source ?? '',
    sample: material.sample ?? '',
    sharedData: material.sharedData ?? false,
    when: condition(own.when, `${path}.when`),
  };
}

const longestText: Partial<Record<FormField['kind'], number>> = { text: 60, long_text: 500 };

function fieldOf(
  own: NonNullable<ItemFile['form']>[number],
  path: string,
  around: Surroundings,
  condition: (text: string | undefined, path: string) => Condition,
  report: Report,
): FormField {
  const shared = own.use === undefined ? {} : around.fields[own.use];
  if (shared === undefined) report(`${path}.use`, `fields.json 里没有“${own.use}”`, '请检查拼写，或把这一栏写在本文件里');
  const field = { ...shared, ...own };
  if (field.label === undefined) report(`${path}.label`, '缺少这一项', '请写明这一栏填什么');
  if (field.kind === undefined) report(`${path}.kind`, '缺少这一项', '请写明填写方式，如 text、choice、date');
  const kind = field.kind ?? 'text';
  const options = Object.entries(field.options ?? {}).map(([value, text]) => ({ value, text }));
  if (kind === 'choice' && options.length < 2) report(`${path}.options`, '选项不足两个', '请至少给两个选项');
  if (kind !== 'choice' && options.length > 0) report(`${path}.options`, '不是选择的一栏却有选项', '请把 kind 改为 choice，或删去 options');
  const minimum = field.minimum ?? (kind === 'text' || kind === 'long_text' ? 1 : 0);
  const maximum = field.maximum ?? longestText[kind] ?? 1_000_000;
  if (minimum > maximum) report(`${path}.maximum`, `上限 ${maximum} 小于下限 ${minimum}`, '请核对 minimum 和 maximum');
  return {
    id: own.id,
    label: field.label ?? '',
    hint: field.hint ?? '',
    kind,
    options,
    minimum,
    maximum,
    unit: field.unit ?? '',
    required: field.optional !== true,
    fact: field.fact ?? null,
    when: condition(own.when, `${path}.when`),
  };
}

function parsed(text: string, path: string, report: Report): Condition | null {
  try {
    return parseCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionTextError)) throw error;
    report(path, `条件写法有误：${error.message}`, '请写成 who = agent and months >= 6 这样的形式');
    return null;
  }
}

function isAnswerTo(question: Question, answer: string | number): boolean {
  if (question.kind === 'choice') return question.options.some((option) => option.value === answer);
  return question.kind === 'number' ? typeof answer === 'number' && answer >= question.minimum && answer <= question.maximum : false;
}

const unasked = { text: '', why: '', help: '', when: always, fact: null, known: [] };

/** Facts as questions, so that conditions on them are checked like any other. */
const factQuestions: Record<FactName, Question> = {
  birthDate: { ...unasked, id: 'birthDate', kind: 'date' },
  sex: {
    ...unasked,
    id: 'sex',
    kind: 'choice',
    options: [
      { value: 'male', text: '' },
      { value: 'female', text: '' },
    ],
  },
  idKind: { ...unasked, id: 'idKind', kind: 'choice', options: documentKinds.map((value) => ({ value, text: '' })) },
};

function conditionOf(
  text: string | undefined,
  path: string,
  known: readonly Question[],
  report: Report,
  all: readonly Question[] = known,
): Condition {
  const condition = text === undefined ? always : parsed(text, path, report);
  if (!condition) return always;
  for (const leaf of tests(condition)) {
    const name = testedName(leaf);
    const question = known.find((candidate) => candidate.id === name);
    if (!question) {
      if (all.some((candidate) => candidate.id === name)) report(path, `问题“${name}”排在后面`, '条件只能用到前面的问题，请调整顺序');
      else report(path, `没有编号为“${name}”的问题`, '请检查拼写，或先加上这个问题');
      continue;
    }
    const values = 'equals' in leaf ? [leaf.equals[1]] : 'in' in leaf ? leaf.in[1] : [];
    if (question.kind === 'choice') {
      for (const value of values) {
        if (!question.options.some((option) => option.value === value))
          report(path, `“${value}”不是问题“${name}”的选项`, `请改为其中之一：${listed(question.options)}`);
      }
    }
    if ('age' in leaf && question.kind !== 'date') report(path, `问题“${name}”的回答不是日期，不能算年龄`, '请对日期问题使用 age()');
    if (question.kind === 'date' && !('age' in leaf)) report(path, `日期问题“${name}”只能用 age() 比较`, `请写成 age(${name}) >= 16 这样的形式`);
    if ('compare' in leaf && question.kind !== 'number') report(path, `问题“${name}”的回答不是数字，不能比大小`, '请改用 =、!= 或 in');
  }
  return condition;
}

function reportTwins(list: readonly { id: string }[], name: string, report: Report): void {
  list.forEach((entry, index) => {
    if (list.findIndex((other) => other.id === entry.id) !== index) report(`${name}[${index}].id`, `编号“${entry.id}”用了两次`, '请改为不同的编号');
  });
}

function listed(options: readonly { value: string }[]): string {
  return options.map((option) => option.value).join('、');
}
