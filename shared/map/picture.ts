import type { Block, Box, Link } from './layout';

/** A whole drawing in pixels. `here` is where the person stands: the open question, or the end of a finished path. */
export type Picture = {
  width: number;
  height: number;
  boxes: Box[];
  links: Link[];
  here: { x: number; y: number; width: number; height: number } | null;
};

const margin = 6;
/** The line down the left on which the row of questions is strung. */
const rail = 10;
const gap = 28;

/** All parts under one another, for the phone: as wide as a phone where no answer brings up further questions. */
export function tallPicture(blocks: readonly Block[]): Picture {
  return placed([{ x: 0, blocks }]);
}

/**
 * The parts in columns on pages of a given size, for print. A part wider than a column takes as many as it needs.
 * `scale` is how much the pages must be shrunk when one part alone is larger than a page.
 */
export function pagesOf(blocks: readonly Block[], page: { width: number; height: number }): { pages: Picture[]; scale: number } {
  const needed = Math.max(
    ...blocks.map((block) => (block.width + 2 * margin + rail) / page.width),
    ...blocks.map((block) => (block.height + 2 * margin) / page.height),
  );
  const scale = Math.min(1, 1 / needed);
  const width = page.width / scale;
  const height = page.height / scale - 2 * margin;
  const pages: { x: number; blocks: Block[] }[][] = [];
  let columns: { x: number; blocks: Block[] }[] = [];
  let x = 0;
  let open: { blocks: Block[]; height: number; width: number } = { blocks: [], height: 0, width: 0 };
  const closeColumn = () => {
    if (open.blocks.length === 0) return;
    columns.push({ x, blocks: open.blocks });
    x += open.width + rail + gap;
    open = { blocks: [], height: 0, width: 0 };
  };
  for (const block of blocks) {
    const grown = open.height + (open.blocks.length > 0 ? gap : 0) + block.height;
    const fits = (at: number, wide: number) => at + wide + rail + 2 * margin <= width + 0.5;
    if (open.blocks.length > 0 && (grown > height || !fits(x, Math.max(open.width, block.width)))) closeColumn();
    if (!fits(x, block.width)) {
      pages.push(columns);
      columns = [];
      x = 0;
    }
    open.height += (open.blocks.length > 0 ? gap : 0) + block.height;
    open.width = Math.max(open.width, block.width);
    open.blocks.push(block);
  }
  closeColumn();
  if (columns.length > 0) pages.push(columns);
  return { pages: pages.map(placed), scale };
}

function placed(columns: readonly { x: number; blocks: readonly Block[] }[]): Picture {
  const boxes: Box[] = [];
  const links: Link[] = [];
  let width = 0;
  let height = 0;
  for (const { x, blocks } of columns) {
    const left = margin + x + rail;
    let y = margin;
    let from: { y: number } | null = null;
    for (const block of blocks) {
      const shift = ({ x: boxX, y: boxY, ...box }: Box) => ({ ...box, x: left + boxX, y: y + boxY });
      boxes.push(...block.boxes.map(shift));
      for (const link of block.links) links.push({ ...link, points: link.points.map(([px, py]) => [left + px, y + py]) });
      const gateY = y + (block.gate ?? 24);
      const onRail = left - rail + 2;
      if (from)
        links.push({
          state: block.state,
          points: [
            [onRail, from.y],
            [onRail, gateY],
          ],
          bent: false,
        });
      links.push({
        state: block.state,
        points: [
          [onRail, gateY],
          [left, gateY],
        ],
        bent: false,
      });
      from = { y: gateY };
      width = Math.max(width, left + block.width);
      y += block.height + gap;
    }
    height = Math.max(height, y - gap);
  }
  const place = boxes.find((box) => box.state === 'here') ?? boxes.find((box) => box.kind === 'end' && box.state === 'lit');
  return {
    width: Math.ceil(width + margin),
    height: Math.ceil(height + margin),
    boxes,
    links,
    here: place ? { x: place.x, y: place.y, width: place.width, height: place.height } : null,
  };
}
