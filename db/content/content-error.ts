/** One thing wrong with a content file, in the words an editor reads: which file, where in it, what, and how to put it right. */
export type ContentProblem = { file: string; path: string; problem: string; fix: string };

/** Content that cannot be loaded; lists every problem found, not only the first. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** `db/content/items/x.json › materials[2].copies：应为数字，实为文字。请改为数字，不加引号。` */
export function problemLine({ file, path, problem, fix }: ContentProblem): string {
  return `${file}${path === '' ? '' : ` › ${path}`}：${problem}。${fix}。`;
}
