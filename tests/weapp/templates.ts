import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calleeOf, nodesOf, openBuild, scripts } from './gate/build';

/**
 * Copies a build that was made without message templates to `to`, with these in: kind of notice → template id.
 * @throws Error when the build does not have exactly one place where ONEWINDOW_TEMPLATES was written
 */
export function buildWithTemplates(root: string, to: string, templates: Record<string, string>): void {
  cpSync(root, to, { recursive: true });
  const build = openBuild(to);
  const places = scripts(build).flatMap((file) =>
    [...nodesOf(build.syntax(file))]
      .filter((node) => calleeOf(node) === '.parse' && build.text(file).slice(node.start, node.end).includes('"{}"'))
      .map(({ start, end }) => ({ file, start, end })),
  );
  const [only] = places;
  if (!only || places.length > 1) throw new Error(`${places.length} places for message templates in ${root}`);
  const text = build.text(only.file);
  writeFileSync(path.join(to, only.file), text.slice(0, only.start) + JSON.stringify(templates) + text.slice(only.end));
}
