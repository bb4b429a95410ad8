/** F3: what names or numbers of a person stand in words that everybody will read. Pure; the page shows what it finds before anything is saved. */

const patterns: readonly RegExp[] = [
  // ID numbers of 18 and 15 digits, bank cards, then phones, plates, passports and permits, mail addresses.
  /\d{17}[\dXx]/g,
  /\d{15,19}(?![\dXx])/g,
  /(?<!\d)1[3-9]\d{9}(?!\d)/g,
  /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g,
  /[\u4eac\u6d25\u6caa\u6e1d\u5180\u8c6b\u4e91\u8fbd\u9ed1\u6e58\u7696\u9c81\u65b0\u82cf\u6d59\u8d63\u9102\u6842\u7518\u664b\u8499\u9655\u5409\u95fd\u8d35\u7ca4\u9752\u85cf\u5ddd\u5b81\u743c][A-Z][A-Z0-9]{5,6}/g,
  /(?<![A-Za-z0-9])[A-Z]{1,2}\d{7,9}(?!\d)/g,
  /[\w.+-]+@[\w-]+\.[\w.]+/g,
];

/** Each once, as it stands there; `names` of the people the words come from. */
export function personalWords(text: string, names: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([word]) => word));
  return [...new Set([...names.filter((name) => name.length >= 2 && text.includes(name)), ...found])];
}

/** The words without them. */
export function withoutPersonalWords(text: string, names: readonly string[]): string {
  return personalWords(text, names)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.split(word).join('某某'), text);
}
