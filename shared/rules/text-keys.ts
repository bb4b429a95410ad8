/** Full-width letters, digits and signs as their half-width twins; the ideographic space as a space. */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

/** What a person typed as a number of a document: half-width, without spaces and hyphens, capitals. */
export function documentKey(text: string): string {
  return halfWidth(text)
    .replace(/[\s\-·]/g, '')
    .toUpperCase();
}

/** What a person typed to search: half-width, lower case, only letters, digits and Chinese characters, single spaces between. */
export function searchKey(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/[^a-z0-9\u3400-\u4dbf\u4e00-\u9fff]+/g, ' ')
    .trim();
}
