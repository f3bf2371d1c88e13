// How `npm run sim` ends, for scripts.

export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** What a subcommand says of its end. */
export interface Outcome {
  status: number;
}
