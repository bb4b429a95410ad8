/** What is wrong with how a page looks: which check, where, and the figure. */
export type Finding = {
  check: 'sideways' | 'cut' | 'small target' | 'small text' | 'tight lines' | 'faint' | 'English';
  where: string;
  figure: string;
};

/**
 * Measures the page that is shown, from what the browser laid out. Runs inside the page, so everything it needs is in it.
 * Targets at least 44 × 44, in elder mode 60 × 60 (product.md L1); main text at least 17 and 20 px, captions 13 and 18; line height at
 * least 1.3; contrast at least 4.5:1; nothing cut, nothing wider than the phone; no English but codes and names.
 */
export function measurePage(elder: boolean): Finding[] {
  const findings: Finding[] = [];
  const report = (check: Finding['check'], element: Element, figure: string) => {
    const words = (element.textContent || element.getAttribute('aria-label') || (element as HTMLInputElement).placeholder || '').trim().slice(0, 40);
    findings.push({ check, where: `${element.className || element.tagName}: ${words}`, figure });
  };
  const least = elder ? { target: 60, main: 20, second: 20, caption: 18 } : { target: 44, main: 17, second: 15, caption: 13 };
  const shownPages = [...document.querySelectorAll('.taro_page')].filter((page) => page.getClientRects().length > 0);
  const root = shownPages.at(-1) ?? document.body;
  const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const all = [...root.querySelectorAll('*')].filter(isShown);
  const ancestors = (element: Element): Element[] => {
    const chain: Element[] = [];
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) chain.push(at);
    return chain;
  };
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const scrollerOf = (element: Element) => ancestors(element).find((at) => at !== root && at !== element && scrolls(at));

  // Sideways: the page, or a part of it that does not scroll by itself, is wider than the phone.
  if (root.scrollWidth > root.clientWidth + 1) report('sideways', root, `${root.scrollWidth} > ${root.clientWidth}`);
  for (const element of all) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrollerOf(element)) {
      report('sideways', element, `${Math.round(box.left)}…${Math.round(box.right)} of ${innerWidth}`);
    }
  }

  // Texts: the boxes of the letters themselves, with the style they are drawn in.
  const texts: { element: Element; words: string; boxes: DOMRect[]; style: CSSStyleDeclaration; size: number }[] = [];
  for (const element of all) {
    for (const node of element.childNodes) {
      const words = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
      if (!words) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const style = getComputedStyle(element);
      texts.push({ element, words, boxes: [...range.getClientRects()], style, size: Number.parseFloat(style.fontSize) });
    }
  }

  for (const { element, boxes } of texts) {
    for (const clip of ancestors(element)) {
      if (clip === root.parentElement) break;
      const style = getComputedStyle(clip);
      const box = clip.getBoundingClientRect();
      const cutsX = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const cutsY = style.overflowY === 'hidden' || style.overflowY === 'clip';
      // A third of a pixel is rounding.
      const outX = boxes.some((one) => one.right > box.right + 0.5 || one.left < box.left - 0.5);
      const outY = boxes.some((one) => one.bottom > box.bottom + 2 || one.top < box.top - 2);
      if (clip !== root && ((cutsX && outX) || (cutsY && outY))) report('cut', element, `by ${clip.className}`);
    }
    const block = getComputedStyle(element).display !== 'inline' && element.clientWidth > 0;
    // The empty half of a closing bracket or full stop may hang over the end of its line.
    const hangs = /[）」』】》”’，。、；：？！]$/.test((element.textContent ?? '').trim())
      ? Number.parseFloat(getComputedStyle(element).fontSize) / 2 + 1
      : 1;
    if (block && element.scrollWidth > element.clientWidth + hangs) report('cut', element, `${element.scrollWidth} in ${element.clientWidth}`);
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const field of all) {
    if (!(field instanceof HTMLInputElement) || !pen) continue;
    const style = getComputedStyle(field);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const needed = pen.measureText(field.value || field.placeholder).width;
    if (needed > room + 1) report('cut', field, `${Math.round(needed)} in ${Math.round(room)}`);
  }

  // Targets.
  const controls = all.filter((element) => element.matches('button, a[href], input, textarea, [role="button"], [role="radio"], [role="checkbox"]'));
  for (const control of controls) {
    // A field is tapped by its box.
    const target = control.matches('input, textarea') ? (control.parentElement ?? control) : control;
    const { width, height } = target.getBoundingClientRect();
    if (width < least.target - 0.5 || height < least.target - 0.5) report('small target', control, `${Math.round(width)} × ${Math.round(height)}`);
  }

  // Sizes: nothing below a caption, and the words of a control are main text (a second line in it may be smaller, but no caption alone).
  for (const { element, size, style } of texts) {
    if (size < least.caption) report('small text', element, `${size} px`);
    const leading = Number.parseFloat(style.lineHeight) / size;
    if (leading < 1.295) report('tight lines', element, leading.toFixed(2));
  }
  for (const control of controls) {
    const inside = texts.filter(({ element }) => control.contains(element)).map(({ size }) => size);
    const own = control.matches('input, textarea') ? [Number.parseFloat(getComputedStyle(control).fontSize)] : inside;
    // A lone button beside the matter of the page (为什么问这个, 长辈版) is second text.
    const wanted = control.matches('button:not([role]), [role="switch"]') && inside.length === 1 ? least.second : least.main;
    if (own.length > 0 && Math.max(...own) < wanted) report('small text', control, `${Math.max(...own)} px in a control`);
  }

  // Contrast (WCAG 2.2) of letters against everything painted behind them.
  const colour = (css: string) => (css.match(/[\d.]+/g) ?? []).map(Number);
  const over = (top: number[], under: number[]) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((at) => (top[at] ?? 0) * alpha + (under[at] ?? 255) * (1 - alpha));
  };
  const groundOf = (element: Element) =>
    ancestors(element)
      .reverse()
      .reduce((under, at) => over(colour(getComputedStyle(at).backgroundColor), under), [255, 255, 255]);
  const luminance = (rgb: number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  for (const { element, style } of texts) {
    const ground = groundOf(element);
    const fade = ancestors(element).reduce((share, at) => share * Number(getComputedStyle(at).opacity), 1);
    const ink = over(over([...colour(style.color).slice(0, 3), (colour(style.color)[3] ?? 1) * fade], ground), ground);
    const [dark = 0, bright = 0] = [luminance(ink), luminance(ground)].sort((one, other) => one - other);
    const contrast = (bright + 0.05) / (dark + 0.05);
    // What cannot be pressed now may be fainter (WCAG 1.4.3), but must still be readable.
    if (contrast < (element.closest('[disabled]') ? 3 : 4.5)) report('faint', element, `${contrast.toFixed(2)} : 1`);
  }

  // English: words of two letters or more that are no code, unit or name.
  const allowed = /^(hkb|CAS|K7M2QXPD|[0-9A-HJ-NPQRTUWXY]{18}|[A-Z]\d{3}|D\d{8}|DG\d+|[2-9A-HJKMNP-Z]{6,10})$/;
  const spoken = [
    ...texts.map(({ element, words }) => ({ element, words })),
    ...all.flatMap((element) => ['aria-label', 'placeholder', 'alt'].map((name) => ({ element, words: element.getAttribute(name) ?? '' }))),
  ];
  for (const { element, words } of spoken) {
    // A code read out letter by letter, K 7 M 2, or a long one in fours, K7M2 QXPD.
    const joined = /^([0-9A-Z] +){5,40}[0-9A-Z]$|^([2-9A-Z]{4} )+[2-9A-Z]{4}$/.test(words) ? '' : words;
    for (const word of joined.match(/[A-Za-z0-9_]*[A-Za-z]{2,}[A-Za-z0-9_]*/g) ?? []) if (!allowed.test(word)) report('English', element, word);
  }
  return findings;
}
