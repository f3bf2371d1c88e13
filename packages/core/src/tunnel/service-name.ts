// What a shared service may be called: it stands in commands, on the wire and in host names of the SOCKS port.

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
/** Kept for streams of our own. */
const RESERVED: ReadonlySet<string> = new Set(['file']);

/** One to 32 of a-z, 0-9 and inner hyphens, and not a reserved name. */
export function isServiceName(name: string): boolean {
  return NAME.test(name) && !RESERVED.has(name);
}
