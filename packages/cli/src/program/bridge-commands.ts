// The commands of the bridge for programs of old.
import type { Command } from 'commander';
import { examples } from './examples.ts';
import { wholeNumber } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

const CLIENT_PORT = 11_009;
const SOCKS_PORT = 11_109;
const ID = '2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid';

interface UpFlags {
  readonly clientPort: number;
  readonly socksPort: number;
  readonly own?: string;
  readonly port?: number;
}

export function addBridgeCommands(program: Command, session: SessionOf): void {
  const bridge = program
    .command('bridge')
    .description('let an unmodified TorChat 0.9.9.553 chat over the Tor of today')
    .addHelpText(
      'after',
      `\nIts account is "bridge" unless --account names another. The guide is docs/bridge.md.\n${examples('torchat bridge up')}`,
    );
  bridge
    .command('up')
    .description('run the bridge in the foreground until Ctrl-C, and say what belongs into torchat.ini')
    .option(
      '--client-port <port>',
      'the port on 127.0.0.1 where the old program listens',
      wholeNumber('--client-port', 1, 65_535),
      CLIENT_PORT,
    )
    .option(
      '--socks-port <port>',
      'the port on 127.0.0.1 for the old program to dial through',
      wholeNumber('--socks-port', 1, 65_535),
      SOCKS_PORT,
    )
    .option('--own <id>', 'our id, where somebody else publishes the onion service and runs tor (--socks)')
    .option(
      '--port <port>',
      'with --own: the port on 127.0.0.1 to which that service leads',
      wholeNumber('--port', 1, 65_535),
    )
    .addHelpText(
      'after',
      examples('torchat bridge up', 'torchat bridge up --client-port 11009 --socks-port 11109'),
    )
    .action(async (options: UpFlags, command: Command) => {
      const { bridgeUp } = await import('../commands/bridge-up.ts');
      await bridgeUp(session(command), options);
    });
  bridge
    .command('add')
    .description('write a contact into the book; prints the alias to paste into the old program')
    .argument('<id>', 'a TorChat ID of 56 characters')
    .addHelpText('after', examples(`torchat bridge add ${ID}`))
    .action(async (id: string, _options: object, command: Command) => {
      const { bridgeAdd } = await import('../commands/bridge-book.ts');
      await bridgeAdd(session(command), id);
    });
  bridge
    .command('list')
    .description('list the book: aliases, and the ids they stand for')
    .addHelpText('after', examples('torchat bridge list', 'torchat bridge list --json'))
    .action(async (_options: object, command: Command) => {
      const { bridgeList } = await import('../commands/bridge-book.ts');
      await bridgeList(session(command));
    });
  bridge
    .command('remove')
    .description('strike a contact from the book, and close its connections')
    .argument('<alias>', 'its alias, or its whole id')
    .addHelpText('after', examples(`torchat bridge remove ${ID.slice(0, 16)}`))
    .action(async (which: string, _options: object, command: Command) => {
      const { bridgeRemove } = await import('../commands/bridge-book.ts');
      await bridgeRemove(session(command), which);
    });
}
