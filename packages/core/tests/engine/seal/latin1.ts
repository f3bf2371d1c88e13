// Lines as text, one character a byte.

export function commandOf(text: string): string {
  return text.split(' ')[0] as string;
}

export function bytes(latin: string): Uint8Array {
  return Uint8Array.from(latin, (character) => character.charCodeAt(0));
}

export function latin1(line: Uint8Array): string {
  return Array.from(line, (byte) => String.fromCharCode(byte)).join('');
}
