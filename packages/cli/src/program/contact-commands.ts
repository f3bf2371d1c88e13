// The commands about contacts.
import type { Command } from 'commander';
import { examples } from './examples.ts';
import type { SessionOf } from './session-of.ts';

const WHO = 'an id, the beginning of one, or a name';

export function addContactCommands(program: Command, session: SessionOf): void {
  program
    .command('add')
    .description('add a contact, or accept one who asks to be added')
    .argument('<id>', 'a TorChat ID; of one who asks, its beginning or name will do')
    .argument('[name]', 'what to call the contact')
    .addHelpText(
      'after',
      examples('torchat add 2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid bob'),
    )
    .action(async (id: string, name: string | undefined, _options: object, command: Command) => {
      const { add } = await import('../commands/contacts.ts');
      await add(session(command), id, name);
    });
  program
    .command('remove')
    .description('remove a contact and all texts with it; the contact is told')
    .argument('<contact>', WHO)
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', examples('torchat remove bob'))
    .action(async (who: string, options: { yes?: boolean }, command: Command) => {
      const { remove } = await import('../commands/contacts.ts');
      await remove(session(command), who, options.yes === true);
    });
  program
    .command('rename')
    .description('call a contact by another name')
    .argument('<contact>', WHO)
    .argument('<name>', 'the new name; "" for the one the contact gives itself')
    .addHelpText('after', examples('torchat rename bob "Bob from work"'))
    .action(async (who: string, name: string, _options: object, command: Command) => {
      const { rename } = await import('../commands/contacts.ts');
      await rename(session(command), who, name);
    });
  program
    .command('block')
    .description('refuse a contact: nothing it sends arrives, and it is not told')
    .argument('<contact>', WHO)
    .addHelpText('after', examples('torchat block mallory'))
    .action(async (who: string, _options: object, command: Command) => {
      const { block } = await import('../commands/contacts.ts');
      await block(session(command), who, true);
    });
  program
    .command('unblock')
    .description('take a contact back')
    .argument('<contact>', WHO)
    .addHelpText('after', examples('torchat unblock mallory'))
    .action(async (who: string, _options: object, command: Command) => {
      const { block } = await import('../commands/contacts.ts');
      await block(session(command), who, false);
    });
  program
    .command('seal')
    .description(
      'show whether a contact is sealed (end-to-end encrypted), or decide about one that comes without',
    )
    .argument('<contact>', WHO)
    .option('--accept-once', 'talk to it unsealed until it goes')
    .option('--unpin', 'ask for its seal no more, until it is sealed again')
    .addHelpText('after', examples('torchat seal bob', 'torchat seal bob --unpin'))
    .action(async (who: string, options: { acceptOnce?: boolean; unpin?: boolean }, command: Command) => {
      const { seal } = await import('../commands/seal.ts');
      await seal(session(command), who, options);
    });
  program
    .command('list')
    .description('list contacts, requests and blocked ones')
    .addHelpText('after', examples('torchat list', 'torchat list --json'))
    .action(async (_options: object, command: Command) => {
      const { list } = await import('../commands/list.ts');
      await list(session(command));
    });
}
