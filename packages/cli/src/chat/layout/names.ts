// A colour for each contact: the same one each time, by its id.

const COLORS = [
  'cyan',
  'magenta',
  'yellow',
  'blueBright',
  'greenBright',
  'redBright',
  'cyanBright',
  'magentaBright',
] as const;

export function nameColor(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return COLORS[sum % COLORS.length] ?? 'cyan';
}
