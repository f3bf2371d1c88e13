// The commands about texts.
import type { Command } from 'commander';
import { examples } from './examples.ts';
import { wholeNumber } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

const WHO = 'an id, the beginning of one, or a name';

export function addTextCommands(program: Command, session: SessionOf): void {
  program
    .command('send')
    .description('send a text; it waits in the outbox until the contact is there')
    .argument('<contact>', WHO)
    .argument('<text...>', 'the text, or - to read it from standard input')
    .option('--wait <seconds>', 'how long to wait for the delivery', wholeNumber('--wait', 0, 86_400), 60)
    .addHelpText('after', examples('torchat send bob "hello, bob"', 'git log -1 | torchat send bob -'))
    .action(async (who: string, text: string[], options: { wait: number }, command: Command) => {
      const { send } = await import('../commands/send.ts');
      await send(session(command), who, text.join(' '), options.wait);
    });
  program
    .command('history')
    .description('show the texts that are kept, or say whether they are to be kept')
    .argument('<contact>', WHO)
    .option('-n, --limit <count>', 'the last so many texts', wholeNumber('--limit', 1, 100_000), 100)
    .option('--on', 'keep texts after they were read and delivered')
    .option('--off', 'keep no more, and drop what was kept')
    .option('--clear', 'drop what was kept')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', examples('torchat history bob -n 20', 'torchat history bob --on'))
    .action(async (who: string, options: HistoryFlags, command: Command) => {
      const { history } = await import('../commands/history.ts');
      await history(session(command), who, options);
    });
}

interface HistoryFlags {
  readonly limit: number;
  readonly on?: boolean;
  readonly off?: boolean;
  readonly clear?: boolean;
  readonly yes?: boolean;
}
