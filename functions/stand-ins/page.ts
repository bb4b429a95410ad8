import { escapeHtml } from '../html';

/** Nothing from outside, no script: these pages are plain forms. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** A page in the product's look (docs: colour, type and space of the kit) for a stand-in. `body` is HTML. */
export function standInPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --ink: #1A1F2B; --second: #566072; --line: #E3E7EE; --ground: #F4F6F9; --surface: #FFFFFF; --accent: #1D4ED8; --attention: #B45309; --attention-ground: #FBF1E6; }
@media (prefers-color-scheme: dark) { :root { --ink: #F1F3F7; --second: #A9B2C3; --line: #2C3442; --ground: #12161D; --surface: #1B212B; --accent: #7AA2FF; --attention: #F0B36A; --attention-ground: #2E2519; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 480px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 24px; line-height: 1.4; margin: 0 0 12px; }
h2 { font-size: 15px; font-weight: 400; color: var(--second); margin: 24px 0 8px; }
p { margin: 0 0 12px; }
.notice { background: var(--attention-ground); color: var(--attention); border-radius: 12px; padding: 12px 16px; font-size: 15px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.row { display: block; width: 100%; min-height: 64px; padding: 12px 16px; border: 0; border-bottom: 1px solid var(--line); background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; overflow-wrap: anywhere; }
.row:last-child { border-bottom: 0; }
.row:focus-visible, .primary:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
.row b { display: block; font-weight: 600; }
.row span { display: block; color: var(--second); font-size: 15px; }
.primary { display: block; width: 100%; min-height: 52px; border: 0; border-radius: 12px; background: #1D4ED8; color: #FFFFFF; font: inherit; font-weight: 600; cursor: pointer; }
.plain { min-height: 48px; border: 0; background: none; color: var(--accent); font: inherit; cursor: pointer; padding: 0 8px; }
.choice { display: flex; align-items: center; gap: 12px; min-height: 48px; padding: 8px 16px; border-bottom: 1px solid var(--line); }
.choice input { width: 22px; height: 22px; }
form + form { margin-top: 8px; }
footer { margin-top: 24px; color: var(--second); font-size: 15px; }
`;
