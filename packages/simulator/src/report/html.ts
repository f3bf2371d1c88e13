// Markup whose every text is escaped: what is put into a template is text, unless it came out of a template itself.

/** Cannot be forged by data: no JSON is an instance of it. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Shown = string | number | null | Markup | readonly Shown[];

/** For content and for attributes in double quotes; nowhere else. */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Markup {
  let text = strings[0] ?? '';
  for (const [at, value] of values.entries()) text += shown(value) + (strings[at + 1] ?? '');
  return new Markup(text);
}

function shown(value: Shown): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map((one: Shown) => shown(one)).join('');
  return escape(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters, and those that turn the direction of what stands around them.
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSEEN, '\ufffd')
    .replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? '');
}

const MOST_WORDS = 240;

/** What a peer or a program said may be of any length. `most`: UTF-16 units. */
export function clipped(text: string, most = MOST_WORDS): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
