// The commands about what contacts may take of our shares.
import { Argument, type Command } from 'commander';
import { examples } from './examples.ts';
import { bytes, wholeNumber } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

export function addShareLimitCommands(share: Command, session: SessionOf): void {
  share
    .command('limit')
    .description('bound what a contact may take of all your shares together, or list the limits')
    .argument('[contact]', 'an id, the beginning of one, or a name')
    .option('--connections <number>', 'at once', wholeNumber('--connections', 1, 1024))
    .option('--rate <bytes>', 'bytes a second, both ways together: 200000, 200k, 1M', bytes('--rate'))
    .option('--day <bytes>', 'bytes a day: 500M, 2G', bytes('--day'))
    .option('--none', 'no limits any more')
    .addHelpText('after', examples('torchat share limit bob --connections 4 --rate 200k --day 2G'))
    .action(async (who: string | undefined, _options: object, command: Command) => {
      const { shareLimit } = await import('../commands/share-limit.ts');
      await shareLimit(session(command), who, command.opts());
    });
  share
    .command('log')
    .description('keep a log of who opened what and when, without content, or say whether one is kept')
    .addArgument(new Argument('[choice]').choices(['on', 'off']))
    .action(async (choice: 'on' | 'off' | undefined, _options: object, command: Command) => {
      const { shareLog } = await import('../commands/share-limit.ts');
      await shareLog(session(command), choice ?? null);
    });
}
