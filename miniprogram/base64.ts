const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes in base64; WeChat has no btoa. */
export function base64(bytes: ArrayLike<number>): string {
  const out: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two, three] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    out.push(letters[one >> 2] as string, letters[((one & 3) << 4) | ((two ?? 0) >> 4)] as string);
    out.push(two === undefined ? '=' : (letters[((two & 15) << 2) | ((three ?? 0) >> 6)] as string));
    out.push(three === undefined ? '=' : (letters[three & 63] as string));
  }
  return out.join('');
}

/** An SVG as an address an image takes, on the phone as in the browser. */
export function svgAddress(svg: string): string {
  // WeChat has no TextEncoder either: percent-encoding gives the same bytes.
  const bytes = encodeURIComponent(svg).match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return `data:image/svg+xml;base64,${base64(bytes.map((part) => (part.length === 1 ? part.charCodeAt(0) : Number.parseInt(part.slice(1), 16))))}`;
}
