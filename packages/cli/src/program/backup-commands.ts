// The commands that bring an account out of this machine and back: restore and backup.
import type { Command } from 'commander';
import type { BackupOptions } from '../commands/backup.ts';
import type { RestoreOptions } from '../commands/restore.ts';
import type { ImportOptions } from '../commands/import.ts';
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
  program
    .command('import')
    .description('make an account of the key of an onion service, or take over the contacts of an old client')
    .argument('<folder>', 'with hs_ed25519_secret_key; with --legacy, the data folder of TorChat 0.9.9')
    .option('--legacy', 'read buddy-list.txt and torchat.ini')
    .option('--name <name>', 'the name that contacts see')
    .option('--no-passphrase', 'keep the key in a file instead of asking for a passphrase')
    .option('-y, --yes', 'ask nothing (for scripts)')
    .addHelpText('after', examples('torchat import /var/lib/tor/chat', 'torchat import --legacy ~/.torchat'))
    .action(async (folder: string, options: ImportOptions, command: Command) => {
      const { importFrom } = await import('../commands/import.ts');
      await importFrom(session(command), folder, options);
    });
  program
    .command('export')
    .description('write the contacts for an old client')
    .argument('<folder>', 'where buddy-list.txt goes')
    .requiredOption('--legacy', 'as the buddy-list.txt of TorChat 0.9.9')
    .option('--short', 'IDs of 16 characters, for a client behind a bridge')
    .addHelpText('after', examples('torchat export --legacy ~/.torchat'))
    .action(async (folder: string, options: { short?: boolean }, command: Command) => {
      const { exportLegacy } = await import('../commands/legacy.ts');
      await exportLegacy(session(command), folder, options.short === true);
    });
}
