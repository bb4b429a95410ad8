import type { Box, Line, Link, Tone } from './layout';
import type { Picture } from './picture';
import type { PathState } from './tree';

type Colours = Record<Tone | 'ground' | 'surface' | 'line' | 'lit' | 'off' | 'onOff', string>;

/** After components/tokens.scss; a test holds every text to 4.5:1 on what it stands on. */
export const light: Colours = {
  ground: '#FFFFFF',
  surface: '#FFFFFF',
  line: '#AEB7C4',
  lit: '#E8EDFB',
  off: '#F4F6F9',
  onOff: '#68717F',
  ink: '#1A1F2B',
  second: '#566072',
  accent: '#1D4ED8',
  material: '#1D4ED8',
  note: '#9A4508',
  refusal: '#B91C1C',
  fee: '#13692F',
  days: '#13692F',
  halls: '#566072',
};

export const dark: Colours = {
  ground: '#1B212B',
  surface: '#1B212B',
  line: '#566072',
  lit: '#243354',
  off: '#161B23',
  onOff: '#8D97A8',
  ink: '#F1F3F7',
  second: '#A9B2C3',
  accent: '#7AA2FF',
  material: '#7AA2FF',
  note: '#F0A35E',
  refusal: '#FF8A80',
  fee: '#6CCB8B',
  days: '#6CCB8B',
  halls: '#A9B2C3',
};

const isOff = (state: PathState) => state === 'off';
const isLit = (state: PathState) => state === 'lit' || state === 'here';

/** The drawing as SVG: shapes and text, nothing that runs or loads. `data-here` says where the person stands: x y width height. */
export function svgOf(picture: Picture, title: string, { colours = light, font = 'sans-serif' }: { colours?: Colours; font?: string } = {}): string {
  const { width, height, here } = picture;
  const lit = (link: Link) => (isLit(link.state) ? 1 : 0);
  const links = [...picture.links].sort((a, b) => lit(a) - lit(b)).map((link) => drawLink(link, colours));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}" role="img" aria-label="${escapeXml(title)}"`,
    here ? ` data-here="${here.x} ${here.y} ${here.width} ${here.height}">` : '>',
    `<title>${escapeXml(title)}</title><rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    ...links,
    ...picture.boxes.map((box) => drawBox(box, colours)),
    '</svg>',
  ].join('');
}

function drawLink({ state, points, bent }: Link, colours: Colours): string {
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = points;
  const middle = (x1 + x2) / 2;
  const way = bent ? `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` : `M${x1} ${y1}L${x2} ${y2}`;
  const pen = isLit(state) ? `stroke="${colours.accent}" stroke-width="3"` : `stroke="${colours.line}" stroke-width="1.5"`;
  return `<path d="${way}" fill="none" ${pen}${isOff(state) ? ' stroke-dasharray="3 4"' : ''}/>`;
}

function drawBox({ kind, state, x, y, width, height, lines }: Box, colours: Colours): string {
  const fill = isLit(state) && kind !== 'head' ? colours.lit : isOff(state) ? colours.off : colours.surface;
  const border = isLit(state) ? `stroke="${colours.accent}" stroke-width="2"` : `stroke="${colours.line}" stroke-width="1"`;
  const dash = isOff(state) ? ' stroke-dasharray="3 4"' : '';
  const radius = kind === 'answer' ? 10 : 6;
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" ${border}${dash}/>`;
  return frame + lines.map((line) => drawLine(line, x, y, isOff(state) ? colours.onOff : colours[line.tone])).join('');
}

function drawLine({ x, y, size, bold, text }: Line, left: number, top: number, colour: string): string {
  return `<text x="${left + x}" y="${top + y}" font-size="${size}"${bold ? ' font-weight="bold"' : ''} fill="${colour}">${escapeXml(text)}</text>`;
}

// Spelled out for old phones, which have no replaceAll.
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** A drawing made in light colours, for a phone in the dark. */
export function inDark(svg: string): string {
  const dim = new Map((Object.keys(light) as (keyof Colours)[]).map((name) => [light[name], dark[name]]));
  return svg.replace(/(fill|stroke)="(#[0-9A-F]{6})"/g, (_, what: string, colour: string) => `${what}="${dim.get(colour) ?? colour}"`);
}

/** Size of a drawing and where on it the person stands, read back from its first tag. */
export function frameOf(svg: string): { width: number; height: number; here: { x: number; y: number; width: number; height: number } | null } {
  const number = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(svg)?.[1] ?? 0);
  const [x, y, width, height] = (/ data-here="([\d. ]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  const here = x !== undefined && y !== undefined && width !== undefined && height !== undefined ? { x, y, width, height } : null;
  return { width: number('width'), height: number('height'), here };
}
