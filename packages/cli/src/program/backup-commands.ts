// The commands that bring an account out of this machine and back: restore and backup.
import type { Command } from 'commander';
import type { BackupOptions } from '../commands/backup.ts';
import type { RestoreOptions } from '../commands/restore.ts';
import { examples } from './examples.ts';
import { wholeNumber } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

export function addBackupCommands(program: Command, session: SessionOf): void {
  program
    .command('restore')
    .description(
      'make the account of 24 words again, with the same id (words from a prompt or standard input); with --from, what a backup holds',
    )
    .option('--name <name>', 'the name that contacts see')
    .option('--no-passphrase', 'keep the key in a file instead of asking for a passphrase')
    .option('--index <number>', 'which account of these words', wholeNumber('--index', 0, 0x7fffffff))
    .option('--from <file>', 'a backup: contacts, names, notes, settings, texts')
    .option('--no-words', 'the keys are in the backup, so no words are needed')
    .option('--merge', 'into an account that is there: add what is missing')
    .option('--replace', 'into an account that is there: leave nothing but the backup')
    .option('--undo', 'take the account as it was before --merge or --replace')
    .option('--confirm', 'remove the account as it was before --merge or --replace')
    .option('--backup-passphrase-file <file>', 'the passphrase of the backup, its first line')
    .option('--identity <file>', 'a key of age that opens the backup')
    .option('-y, --yes', 'ask nothing (for scripts)')
    .addHelpText(
      'after',
      examples(
        'torchat restore',
        'torchat restore --yes --no-passphrase < words.txt',
        'torchat restore --from torchat.age',
        'torchat restore --from torchat.age --merge',
      ),
    )
    .action(async (options: RestoreOptions, command: Command) => {
      const { restore } = await import('../commands/restore.ts');
      await restore(session(command), options);
    });
  program
    .command('backup')
    .description('write contacts, names, notes and settings into one encrypted file (age)')
    .argument('<file>', 'where; it must not be there yet')
    .option('--history', 'also texts that were read and delivered, where they are kept')
    .option('--with-keys', 'also the keys of the account: the file alone brings it back')
    .option(
      '--recipient <key>',
      'lock it for this age key (age1…) instead of a passphrase; may be repeated',
      (key: string, keys: readonly string[] | undefined) => [...(keys ?? []), key],
    )
    .option('--backup-passphrase-file <file>', 'the passphrase for the backup, its first line')
    .addHelpText('after', examples('torchat backup torchat.age', 'torchat backup all.age --history'))
    .action(async (file: string, options: BackupOptions, command: Command) => {
      const { backup } = await import('../commands/backup.ts');
      await backup(session(command), file, options);
    });
}
