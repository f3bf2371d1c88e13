// The ini files of the old clients, as Python's RawConfigParser reads and writes them. Libraries for ini files cut values at
// every `;` and take quotes for their own, so they lose parts of what people wrote about themselves.

/** Sections, and options in lower case. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

const SECTION = /^\[(.+)\]/u;
const OPTION = /^([^:=\s][^:=]*?)\s*[:=]\s*(.*)$/u;

/** Lines that are none are passed over. */
export function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let option: string | null = null;
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u)) {
    if (line.trim() === '' || /^(?:[#;]|rem\s)/iu.test(line)) continue;
    if (/^\s/u.test(line) && section !== null && option !== null) {
      section.set(option, `${section.get(option) ?? ''}\n${line.trim()}`);
      continue;
    }
    const [, name] = SECTION.exec(line) ?? [];
    const [, key, value = ''] = OPTION.exec(line) ?? [];
    option = null;
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
    } else if (key !== undefined && section !== null) {
      option = key.toLowerCase();
      section.set(option, withoutRemark(value));
    }
  }
  return sections;
}

/** A remark begins with `;` after a blank. The client itself takes blanks and quotes off both ends. */
function withoutRemark(value: string): string {
  const end = /\s;/u.exec(value)?.index ?? value.length;
  return value.slice(0, end).replace(/^[ "']+|[ "']+$/gu, '');
}
