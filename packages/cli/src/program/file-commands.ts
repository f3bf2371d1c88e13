// The commands about files.
import type { Command } from 'commander';
import { examples } from './examples.ts';
import type { SessionOf } from './session-of.ts';

export function addFileCommands(program: Command, session: SessionOf): void {
  program
    .command('send-file')
    .description('send a file, and stay until it has arrived')
    .argument('<contact>', 'an id, the beginning of one, or a name')
    .argument('<path>', 'the file')
    .addHelpText('after', examples('torchat send-file bob holiday.jpg'))
    .action(async (who: string, path: string, _options: object, command: Command) => {
      const { sendFile } = await import('../commands/send-file.ts');
      await sendFile(session(command), who, path);
    });
  program
    .command('files')
    .description('list files that are offered or on their way')
    .addHelpText('after', examples('torchat files', 'torchat files --json'))
    .action(async (_options: object, command: Command) => {
      const { files } = await import('../commands/files.ts');
      await files(session(command));
    });
  program
    .command('accept')
    .description('take a file that is offered; nothing of it is kept before')
    .argument('[number]', 'which one, as `torchat files` lists them; none where there is only one')
    .addHelpText('after', examples('torchat accept', 'torchat accept 3'))
    .action(async (number: string | undefined, _options: object, command: Command) => {
      const { accept } = await import('../commands/files.ts');
      await accept(session(command), number);
    });
  program
    .command('cancel')
    .description('refuse a file that is offered, or end one that is on its way')
    .argument('[number]', 'which one, as `torchat files` lists them; none where there is only one')
    .addHelpText('after', examples('torchat cancel 3'))
    .action(async (number: string | undefined, _options: object, command: Command) => {
      const { cancel } = await import('../commands/files.ts');
      await cancel(session(command), number);
    });
}
