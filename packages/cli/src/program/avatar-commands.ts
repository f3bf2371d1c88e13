// The commands about pictures of people.
import type { Command } from 'commander';
import type { AvatarOptions } from '../commands/avatar.ts';
import { examples } from './examples.ts';
import type { SessionOf } from './session-of.ts';

export function addAvatarCommands(program: Command, session: SessionOf): void {
  const avatar = program
    .command('avatar')
    .description('show the picture of a contact or your own, save it, set yours')
    .argument('[contact]', 'an id, the beginning of one, or a name; without it: yourself')
    .option('--out <file>', 'save it as this PNG file instead')
    .option('--force', 'with --out: replace a file that is there')
    .addHelpText(
      'after',
      examples(
        'torchat avatar bob',
        'torchat avatar bob --out bob.png',
        'torchat avatar set me.png',
        'torchat avatar clear',
      ),
    )
    .action(async (who: string | undefined, options: AvatarOptions, command: Command) => {
      const run = await import('../commands/avatar.ts');
      await run.avatar(session(command), who, options);
    });
  avatar
    .command('set')
    .description('show contacts a picture: the middle square of a PNG file, scaled to 64 x 64 pixels')
    .argument('<file>', 'a PNG file of at most 8 MiB and 3840 x 2160 pixels')
    .addHelpText('after', examples('torchat avatar set me.png'))
    .action(async (path: string, _options: object, command: Command) => {
      const { setAvatar } = await import('../commands/avatar.ts');
      await setAvatar(session(command), path);
    });
  avatar
    .command('clear')
    .description('show contacts no picture any more')
    .addHelpText('after', examples('torchat avatar clear'))
    .action(async (_options: object, command: Command) => {
      const { clearAvatar } = await import('../commands/avatar.ts');
      await clearAvatar(session(command));
    });
}
