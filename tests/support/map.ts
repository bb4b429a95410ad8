import { blocksOf, type Line } from '../../shared/map/layout';
import { textWidth } from '../../shared/map/measure';
import { type Picture, tallPicture } from '../../shared/map/picture';
import { interviewMap } from '../../shared/map/tree';
import type { Interview } from '../../shared/rules/interview';

/** Every line of text on an item's map. */
export function linesOf(name: string, interview: Interview): Line[] {
  return tallPicture(blocksOf(interviewMap(name, interview, { today: '2026-11-24' }))).boxes.flatMap((box) => box.lines);
}

/** What makes a drawing hard to read: boxes over one another, text out of its box or off the sheet, letters that are too small. */
export function illegible({ width, height, boxes }: Picture): string[] {
  const found: string[] = [];
  for (const [index, box] of boxes.entries()) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) found.push(`off the sheet: ${textOf(box)}`);
    for (const other of boxes.slice(index + 1)) {
      const apart =
        box.x + box.width <= other.x || other.x + other.width <= box.x || box.y + box.height <= other.y || other.y + other.height <= box.y;
      if (!apart) found.push(`overlap: ${textOf(box)} | ${textOf(other)}`);
    }
    for (const line of box.lines) {
      if (line.x + textWidth(line.text, line.size) > box.width - 4) found.push(`too wide: ${line.text}`);
      if (line.y - line.size < 0 || line.y + line.size * 0.25 > box.height) found.push(`out of its box: ${line.text}`);
      if (line.size < 14) found.push(`small: ${line.text}`);
    }
    for (const [at, line] of box.lines.entries()) {
      const clash = box.lines.slice(at + 1).some((other) => other.y !== line.y && Math.abs(other.y - line.y) < line.size);
      if (clash) found.push(`line over line: ${line.text}`);
    }
  }
  return found;
}

const textOf = (box: Picture['boxes'][number]) => box.lines.map((line) => line.text).join('');
