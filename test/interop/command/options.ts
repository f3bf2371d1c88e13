// The command line of `npm run interop`.
import { parseArgs } from 'node:util';
import type { WorldName } from '../support/world.ts';

/** The last three digits of a legacy client's version, or our own client at both ends. */
type ClientName = '553' | '555' | 'ours';

export interface InteropOptions {
  readonly json: boolean;
  readonly clients: readonly ClientName[];
  readonly worlds: readonly WorldName[];
  /** In a case's name; null: all cases. */
  readonly only: string | null;
}

export const USAGE = `npm run interop -- [--client 553|555|ours] [--world loopback|containers] [--case TEXT] [--json]

Our client against the real legacy clients: every case, both ways round, over loopback and over real tor in containers.
Options may be given again. --case tells the first contact and the cases whose names have TEXT. --client ours puts our
own client at both ends, which needs no checkout.

Exit codes: 0 all passed, 1 something failed, 2 wrong arguments, 3 a legacy client's checkout is missing.`;

const CLIENTS: readonly ClientName[] = ['553', '555', 'ours'];
const WORLDS: readonly WorldName[] = ['loopback', 'containers'];

/** Null: help was asked for. Throws with a sentence for what it does not understand. */
export function readOptions(argv: readonly string[]): InteropOptions | null {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      client: { type: 'string', multiple: true, default: ['553', '555'] },
      world: { type: 'string', multiple: true, default: [...WORLDS] },
      case: { type: 'string' },
    },
  });
  if (values.help) return null;
  return {
    json: values.json,
    clients: chosen('client', values.client, CLIENTS),
    worlds: chosen('world', values.world, WORLDS),
    only: values.case ?? null,
  };
}

function chosen<Name extends string>(what: string, given: readonly string[], known: readonly Name[]): Name[] {
  const stranger = given.find((name) => !known.some((one) => one === name));
  if (stranger !== undefined) throw new Error(`There is no ${what} ${stranger}: say ${known.join(' or ')}.`);
  return known.filter((name) => given.includes(name));
}
