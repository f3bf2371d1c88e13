// The commands about one's own account.
import type { Command } from 'commander';
import type { PassphraseOptions } from '../commands/passphrase.ts';
import { examples } from './examples.ts';
import type { SessionOf } from './session-of.ts';

interface NewAccountFlags {
  readonly name?: string;
  readonly passphrase?: boolean;
  readonly yes?: boolean;
  readonly index?: number;
}

export function addAccountCommands(program: Command, session: SessionOf): void {
  program
    .command('init')
    .description('make a new account: shows the 24 words that bring it back')
    .option('--name <name>', 'the name that contacts see')
    .option('--no-passphrase', 'keep the key in a file instead of asking for a passphrase')
    .option('-y, --yes', 'ask nothing (for scripts)')
    .addHelpText('after', examples('torchat init', 'torchat init --yes --no-passphrase --name alice --json'))
    .action(async (options: NewAccountFlags, command: Command) => {
      const { init } = await import('../commands/init.ts');
      await init(session(command), options);
    });
  program
    .command('returning')
    .description('after a restore from the words: say who came back, or end the coming back')
    .option('--end', 'from now on no contact comes back by its voucher')
    .addHelpText('after', examples('torchat returning', 'torchat returning --end'))
    .action(async (options: { end?: boolean }, command: Command) => {
      const { returning } = await import('../commands/returning.ts');
      await returning(session(command), options.end === true);
    });
  program
    .command('passphrase')
    .description('set, change or take away the passphrase of the account, also while it runs')
    .option('--new-passphrase-file <file>', 'the new passphrase, its first line')
    .option('--remove', 'none any more')
    .addHelpText('after', examples('torchat passphrase', 'torchat passphrase --remove'))
    .action(async (options: PassphraseOptions, command: Command) => {
      const { passphrase } = await import('../commands/passphrase.ts');
      await passphrase(session(command), options);
    });
  program
    .command('wipe')
    .description('remove the account from this machine for good: keys, contacts, texts, received files')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', examples('torchat wipe', 'torchat --account old wipe --yes'))
    .action(async (options: { yes?: boolean }, command: Command) => {
      const { wipe } = await import('../commands/wipe.ts');
      await wipe(session(command), options);
    });
  program
    .command('id')
    .description('print your own TorChat ID, to give to others')
    .option('--qr', 'as a QR code, too')
    .addHelpText('after', examples('torchat id', 'torchat id --qr'))
    .action(async (options: { qr?: boolean }, command: Command) => {
      const { id } = await import('../commands/id.ts');
      await id(session(command), options.qr === true);
    });
  program
    .command('profile')
    .description('show or change what contacts see of you')
    .option('--name <name>', 'your name; "" for none')
    .option('--text <text>', 'a text about you; "" for none')
    .addHelpText('after', examples('torchat profile', 'torchat profile --name alice --text "at home"'))
    .action(async (options: { name?: string; text?: string }, command: Command) => {
      const { profile } = await import('../commands/profile.ts');
      await profile(session(command), options);
    });
}
