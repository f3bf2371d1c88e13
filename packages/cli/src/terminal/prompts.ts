// Questions to the person, on stderr so that stdout stays data; Ctrl-C means leaving.
import { confirm, isCancel, password, select, text } from '@clack/prompts';
import { TorchatError } from '@torchat/core';
import type { Session } from './terminal.ts';

export async function askPassphrase(session: Session, message: string): Promise<string> {
  return answer(await password({ message, ...streams(session) }));
}

/** A new passphrase, typed twice; empty means none, and is not asked twice. */
export async function askNewPassphrase(
  session: Session,
  message = 'Passphrase for this account (empty for none)',
): Promise<string> {
  for (;;) {
    const first = await askPassphrase(session, message);
    if (first === '' || first === (await askPassphrase(session, 'The same again'))) return first;
    session.terminal.stderr.write('These two differ: once more.\n');
  }
}

export async function askYesNo(session: Session, message: string): Promise<boolean> {
  return answer(await confirm({ message, initialValue: false, ...streams(session) }));
}

export async function askLine(
  session: Session,
  message: string,
  check?: (line: string) => string | undefined,
): Promise<string> {
  const line = await text({
    message,
    ...streams(session),
    ...(check && { validate: (value: string | undefined) => check(value ?? '') }),
  });
  return answer(line);
}

export async function askChoice<T extends string>(
  session: Session,
  message: string,
  choices: Readonly<Record<T, string>>,
): Promise<T> {
  const options = Object.entries<string>(choices).map(([value, label]) => ({ value, label }));
  return answer(await select<string>({ message, options, ...streams(session) })) as T;
}

function streams({ terminal, signal }: Session): {
  input: Session['terminal']['stdin'];
  output: Session['terminal']['stderr'];
  signal: AbortSignal;
} {
  return { input: terminal.stdin, output: terminal.stderr, signal };
}

function answer<T>(given: T): Exclude<T, symbol> {
  if (isCancel(given)) throw new TorchatError('cancelled', 'Nothing was changed.');
  return given as Exclude<T, symbol>;
}
