// The commands that keep running: the chat screen and the gateway.
import type { Command } from 'commander';
import { EXIT } from '../terminal/exit-codes.ts';
import { printableLine } from '../terminal/printable.ts';
import { examples } from './examples.ts';
import type { SessionOf } from './session-of.ts';

export function addRunCommands(program: Command, session: SessionOf): void {
  program
    .option('--plain', 'lines instead of a screen, for pipes and screen readers')
    .allowExcessArguments()
    .action(async (options: { plain?: boolean }, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined)
        command.error(`torchat: there is no command "${printableLine(unknown)}"`, { exitCode: EXIT.usage });
      const { start } = await import('../commands/start.ts');
      await start(session(command), options);
    });
  program
    .command('chat')
    .description('open the chat screen')
    .argument('[contact]', 'whom to open first: an id, the beginning of one, or a name')
    .option('--plain', 'lines instead of a screen, for pipes and screen readers')
    .addHelpText('after', examples('torchat chat', 'torchat chat bob --plain'))
    .action(async (contact: string | undefined, _options: object, command: Command) => {
      const { chat } = await import('../commands/chat.ts');
      await chat(session(command), { contact, ...command.optsWithGlobals<{ plain?: boolean }>() });
    });
  program
    .command('up')
    .description('run the account in the foreground, so that contacts can reach it, until Ctrl-C')
    .option('--take-over', 'run it here although it runs on another machine, which is asked to give way')
    .addHelpText(
      'after',
      examples('torchat up', 'torchat up --take-over', 'torchat --account work up --json'),
    )
    .action(async (options: { takeOver?: boolean }, command: Command) => {
      const { up } = await import('../commands/up.ts');
      await up(session(command), options.takeOver === true);
    });
  program
    .command('status')
    .description('say how tor and the account are doing, or what contacts see of you')
    .argument('[status]', 'available, away or xa (away for long)')
    .addHelpText('after', examples('torchat status', 'torchat status away'))
    .action(async (wanted: string | undefined, _options: object, command: Command) => {
      const { status } = await import('../commands/status.ts');
      await status(session(command), wanted);
    });
}
