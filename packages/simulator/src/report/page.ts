// The page around a report: one file that loads nothing and runs nothing but what stands in it.
import { createHash } from 'node:crypto';
import { html, Markup } from './html.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** Nothing is fetched, and of what could run or style only these two texts do, by their digests. */
const POLICY = [
  "default-src 'none'",
  `style-src '${digestOf(STYLE)}'`,
  `script-src '${digestOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function page(title: string, length: number, body: Markup): string {
  return `<!doctype html>\n${String(html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main data-length="${length}">
${body}
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>`)}\n`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
