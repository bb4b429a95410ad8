import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { ContentError, type ContentProblem } from './content-error';
import { JsonTextError, parseJsonText, utf8Text } from './json-text';

/** The folder of the product's own content. */
export const ownContent = new URL('./', import.meta.url);

/** What messages call a file of a content folder: relative to the project for our own, else as a path from where the command runs. */
export function shownFile(root: URL, file: string): string {
  return root.href === ownContent.href ? `db/content/${file}` : relative(process.cwd(), fileURLToPath(new URL(file, root)));
}

/** Reads one JSON content file, named from the content folder `root`, against its schema. Throws ContentError with every problem. */
export function readContent<Schema extends z.ZodMiniType>(root: URL, file: string, schema: Schema): z.output<Schema> {
  return parseContent(readFileSync(new URL(file, root)), shownFile(root, file), schema);
}

/** The same for text or bytes already read; `file` is what messages call it. */
export function parseContent<Schema extends z.ZodMiniType>(content: string | Uint8Array, file: string, schema: Schema): z.output<Schema> {
  const { data, twice } = parsedJson(content, file);
  const problems = twice.map((path) => ({ file, path: pathText(path), problem: '同一个项目名写了两次', fix: '请只留一个，否则前一个会被悄悄丢掉' }));
  const parsed = schema.safeParse(data, { reportInput: true });
  if (parsed.success && problems.length === 0) return parsed.data as z.output<Schema>;
  throw new ContentError([...problems, ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, file))]);
}

function parsedJson(content: string | Uint8Array, file: string) {
  try {
    return parseJsonText(typeof content === 'string' ? content : utf8Text(content));
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const isEncoding = /BOM|UTF-8/.test(error.message);
    const fix = isEncoding ? '请用编辑器另存为“UTF-8（无 BOM）”' : '请检查该处附近是否多了或少了逗号、引号、括号';
    throw new ContentError([
      { file, path: `第 ${error.line} 行第 ${error.column} 列`, problem: isEncoding ? error.message : `不是完整的 JSON：${error.message}`, fix },
    ]);
  }
}

/** `materials[2].copies` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  );
}

const typeNames: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  null: '空值',
  undefined: '缺少',
};

function problemsOf(issue: z.core.$ZodIssue, file: string): ContentProblem[] {
  const path = pathText(issue.path);
  switch (issue.code) {
    case 'invalid_type': {
      const expected = typeNames[issue.expected] ?? issue.expected;
      if (issue.input === undefined) return [{ file, path, problem: '缺少这一项', fix: `请补上，内容为${expected}` }];
      return [{ file, path, problem: `应为${expected}，实为${typeNames[typeName(issue.input)] ?? typeName(issue.input)}`, fix: `请改为${expected}` }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ file, path: pathText([...issue.path, key]), problem: '没有这个项目名', fix: '请检查拼写，或删去这一项' }));
    case 'invalid_value':
      return [{ file, path, problem: `“${String(issue.input)}”不在可用的值里`, fix: `请改为其中之一：${issue.values.map(String).join('、')}` }];
    case 'too_small':
      return [{ file, path, problem: `太短或太小`, fix: `请至少为 ${issue.minimum}` }];
    case 'too_big':
      return [{ file, path, problem: `太长或太大`, fix: `请至多为 ${issue.maximum}` }];
    case 'invalid_format':
      return [{ file, path, problem: `“${String(issue.input)}”的写法不对`, fix: formatFixes[issue.format] ?? '请对照同类文件的写法修改' }];
    case 'invalid_key':
      return [{ file, path, problem: '编号的写法不对', fix: '编号请以小写字母开头，只用小写字母、数字和下划线' }];
    case 'invalid_union':
      return [{ file, path, problem: '内容的写法不对', fix: '请对照同类文件的写法修改' }];
    default:
      return [{ file, path, problem: issue.message, fix: '请对照同类文件的写法修改' }];
  }
}

const formatFixes: Record<string, string> = {
  regex: '编号请以小写字母开头，只用小写字母、数字、下划线和连字符',
  date: '请写成 2026-01-31 这样的日期',
};

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
