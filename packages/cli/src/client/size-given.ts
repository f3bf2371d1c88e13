// Sizes as a person types them.

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Bytes: 200000, 200k, 20M, 2GB in thousands, as sizes are shown. Null for anything else. */
export function sizeGiven(text: string): number | null {
  const [, number = '', unit = ''] = /^(\d{1,9})([kmgt]?)b?$/iu.exec(text) ?? [];
  const value = Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
  return number === '' || value < 1 || !Number.isSafeInteger(value) ? null : value;
}
