// The commands about files.
import { resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { ConsentWish } from '../client/file-consent.ts';
import type { Deed } from '../client/file-deeds.ts';
import { examples } from './examples.ts';
import { bytes } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

const WHO = 'an id, the beginning of one, or a name';
const WHICH = 'which one, as `torchat files` lists them; none where there is only one';

export function addFileCommands(program: Command, session: SessionOf): void {
  program
    .command('send-file')
    .description('send files and folders, and stay until they have arrived')
    .argument('<contact>', WHO)
    .argument('<paths...>', 'files and folders')
    .option('--flat', 'the files in folders one by one: clients of old take no folders')
    .addHelpText(
      'after',
      examples('torchat send-file bob holiday.jpg', 'torchat send-file bob photos/ *.txt --json'),
    )
    .action(async (who: string, paths: string[], _options: object, command: Command) => {
      const { sendFiles } = await import('../commands/send-file.ts');
      await sendFiles(session(command), who, paths, command.opts()['flat'] === true);
    });
  addFiles(program, session);
  addDeed(program, session, 'accept', 'take a file that is offered; nothing of it is kept before');
  addDeed(program, session, 'cancel', 'refuse a file that is offered, or end one that is on its way');
}

function addFiles(program: Command, session: SessionOf): void {
  const files = program
    .command('files')
    .description('list files that are offered or on their way, and say what becomes of them')
    .argument('[contact]', WHO)
    .option('--all', 'those that have ended lately, too')
    .addHelpText(
      'after',
      examples('torchat files', 'torchat files bob --all', 'torchat files accept 3 --to ~/photos'),
    )
    .action(async (who: string | undefined, _options: object, command: Command) => {
      const { files: list } = await import('../commands/files.ts');
      await list(session(command), who, command.opts()['all'] === true);
    });
  addDeed(files, session, 'accept', 'take a file that is offered; nothing of it is kept before');
  addDeed(files, session, 'refuse', 'refuse a file that is offered: its sender is told');
  addDeed(files, session, 'cancel', 'end a file that is on its way, in either direction');
  addDeed(files, session, 'pause', 'let nothing of it move until it is resumed, over new starts too');
  addDeed(files, session, 'resume', 'let a paused file go on');
  addConsent(files, session);
  files
    .command('circuits')
    .description(
      'over how many circuits at once the files of one contact come to you, 1 to 8; alone it tells',
    )
    .argument('[number]', 'one unless you say otherwise; more are faster, and show more')
    .addHelpText('after', examples('torchat files circuits 4', 'torchat files circuits'))
    .action(async (count: string | undefined, _options: object, command: Command) => {
      const { filesCircuits } = await import('../commands/files-circuits.ts');
      await filesCircuits(session(command), count);
    });
}

function addDeed(parent: Command, session: SessionOf, deed: Deed, what: string): void {
  const command = parent
    .command(deed)
    .description(what)
    .argument('[number]', WHICH)
    .addHelpText('after', examples(`torchat ${parent.name() === 'files' ? 'files ' : ''}${deed} 3`));
  if (deed === 'accept')
    command.option('--to <folder>', "where it goes, made where it is not there; else where the contact's go");
  command.action(async (number: string | undefined, _options: object, self: Command) => {
    const { settleFile } = await import('../commands/settle-file.ts');
    await settleFile(session(self), deed, number, self.opts<{ to?: string }>().to);
  });
}

function addConsent(files: Command, session: SessionOf): void {
  files
    .command('consent')
    .description('say what becomes of files that a contact offers, or tell what does')
    .argument('<contact>', WHO)
    .addArgument(
      new Argument('[choice]', 'ask about each, take them unasked, or refuse them').choices([
        'ask',
        'always',
        'never',
      ]),
    )
    .option('--up-to <size>', 'with `always`: larger ones are asked about; 500k, 20M, 2G', bytes('--up-to'))
    .option('--folder <folder>', 'where its files go')
    .option('--no-folder', "they go to the account's own folder again")
    .addHelpText(
      'after',
      examples(
        'torchat files consent bob always --up-to 20M',
        'torchat files consent bob --folder ~/from-bob',
        'torchat files consent bob',
      ),
    )
    .action(
      async (
        who: string,
        consent: Required<ConsentWish>['consent'] | undefined,
        _options: object,
        command: Command,
      ) => {
        const { filesConsent } = await import('../commands/files-consent.ts');
        const { upTo, folder } = command.opts<{ upTo?: number; folder?: string | false }>();
        await filesConsent(session(command), who, {
          ...(consent === undefined ? {} : { consent }),
          ...(upTo === undefined ? {} : { upTo }),
          ...(folder === undefined ? {} : { folder: folder === false ? null : resolve(folder) }),
        });
      },
    );
}
