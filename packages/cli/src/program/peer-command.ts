// The command for programs that drive a client.
import { Option, type Command } from 'commander';
import type { PeerOptions } from '../commands/peer.ts';
import { examples } from './examples.ts';
import { wholeNumber } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

export function addPeerCommand(program: Command, session: SessionOf): void {
  program
    .command('peer')
    .description('a client driven by lines on stdin, with events as JSON lines on stdout')
    .requiredOption('--data <folder>', 'where the client keeps everything')
    .option('--own <id>', 'our id; somebody else publishes the onion service and runs tor')
    .option(
      '--port <port>',
      'the port on 127.0.0.1 to which that service leads',
      wholeNumber('--port', 1, 65_535),
    )
    .option('--name <name>', 'profile name')
    .option('--text <text>', 'profile text')
    .option('--seed <hex>', 'without --own: the 32 bytes of the onion key of a new account')
    .option('--ask', 'do not accept offered files')
    .addOption(
      new Option('--looks-like <client>', 'pretend to be TorChat 0.9.9.553').choices(['torchat', 'legacy']),
    )
    .addOption(
      new Option(
        '--strangers <what>',
        'what becomes of strangers who add us; they are accepted by default',
      ).choices(['accept', 'ask', 'refuse']),
    )
    .addHelpText(
      'after',
      examples(
        'torchat peer --own ID --port 11009 --socks 9050 --data /tmp/peer',
        'torchat peer --data /tmp/peer --name alice',
      ),
    )
    .action(async (options: PeerOptions, command: Command) => {
      const { peer } = await import('../commands/peer.ts');
      await peer(session(command), options);
    });
}
