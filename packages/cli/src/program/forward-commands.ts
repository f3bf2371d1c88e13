// The commands about ports between contacts.
import { Argument, type Command, Option } from 'commander';
import { examples } from './examples.ts';
import { addShareLimitCommands } from './share-limit-commands.ts';
import { wholeNumber } from './numbers.ts';
import type { SessionOf } from './session-of.ts';

export function addForwardCommands(program: Command, session: SessionOf): void {
  addShares(
    program
      .command('share')
      .description('let contacts reach a port of this machine')
      .addHelpText(
        'after',
        examples('torchat share add web tcp 127.0.0.1:8080 --with bob', 'torchat share list'),
      ),
    session,
  );
  addForwards(
    program
      .command('forward')
      .description("open a contact's service as a port of this machine")
      .addHelpText('after', examples('torchat forward add 8080 bob/web', 'torchat forward list')),
    session,
  );
  program
    .command('services')
    .description('list what a contact offers you')
    .argument('<contact>', 'an id, the beginning of one, or a name')
    .addHelpText('after', examples('torchat services bob'))
    .action(async (who: string, _options: object, command: Command) => {
      const { services } = await import('../commands/forward.ts');
      await services(session(command), who);
    });
}

function addShares(share: Command, session: SessionOf): void {
  share
    .command('add')
    .description('share a port with contacts, or change a share; nobody else can reach it')
    .argument('<name>', 'what contacts call it: a-z, 0-9 and hyphens')
    .addArgument(new Argument('<kind>', 'what it speaks').choices(['tcp', 'udp']))
    .argument('<host:port>', 'where it is, in numbers: 127.0.0.1:8080')
    .requiredOption('--with <contacts>', 'who may reach it, separated by commas')
    .option('--expose-lan', 'the address is another machine of this network')
    .addHelpText(
      'after',
      examples(
        'torchat share add web tcp 127.0.0.1:8080 --with bob',
        'torchat share add voice udp 127.0.0.1:64738 --with bob,carol',
      ),
    )
    .action(
      async (name: string, kind: 'tcp' | 'udp', address: string, _options: object, command: Command) => {
        const { shareAdd } = await import('../commands/share.ts');
        const options = command.optsWithGlobals<{ with: string; exposeLan?: boolean }>();
        await shareAdd(session(command), { name, kind, address, ...options });
      },
    );
  share
    .command('list')
    .description('list what you share, and with whom')
    .action(async (_options: object, command: Command) => {
      const { shareList } = await import('../commands/share.ts');
      await shareList(session(command));
    });
  share
    .command('remove')
    .description('share it no more; what is open ends at once')
    .argument('<name>', 'as `torchat share list` names it')
    .action(async (name: string, _options: object, command: Command) => {
      const { shareRemove } = await import('../commands/share.ts');
      await shareRemove(session(command), name);
    });
  addShareLimitCommands(share, session);
}

function addForwards(forward: Command, session: SessionOf): void {
  forward
    .command('add')
    .description('open a local port, now and after each start')
    .argument('<[host:]port>', 'where it is to be here: 8080, or 127.0.0.1:8080')
    .argument('<contact/service>', 'whose and which: bob/web')
    .addOption(
      new Option('--kind <kind>', 'tcp or udp, where the contact has not said so yet').choices([
        'tcp',
        'udp',
      ]),
    )
    .option('--redundant', 'UDP: the same datagrams over two circuits, the first to arrive counts')
    .option('--expose', 'let other machines reach the local port')
    .addHelpText('after', examples('torchat forward add 8080 bob/web', 'torchat forward list'))
    .action(async (local: string, target: string, _options: object, command: Command) => {
      const { forwardAdd } = await import('../commands/forward.ts');
      const options = command.optsWithGlobals<{
        kind?: 'tcp' | 'udp';
        redundant?: boolean;
        expose?: boolean;
      }>();
      await forwardAdd(session(command), { local, target, ...options });
    });
  forward
    .command('socks')
    .description(
      "open a SOCKS5 port where CONTACT.SERVICE.torchat is a contact's service, and nothing else a name",
    )
    .argument('<[host:]port>', 'where it is to be here: 1080, or 127.0.0.1:1080')
    .option('--expose', 'let other machines reach the local port')
    .addHelpText(
      'after',
      examples('torchat forward socks 1080', 'curl --proxy socks5h://127.0.0.1:1080 http://bob.web.torchat/'),
    )
    .action(async (local: string, _options: object, command: Command) => {
      const { forwardSocks } = await import('../commands/forward-socks.ts');
      const { expose = false } = command.opts<{ expose?: boolean }>();
      await forwardSocks(session(command), local, expose);
    });
  forward
    .command('stdio')
    .description("a contact's TCP service on standard input and output, for SSH's ProxyCommand")
    .argument('<contact/service>', 'whose and which: bob/ssh')
    .option(
      '--wait <seconds>',
      'how long to wait for a contact that is away',
      wholeNumber('--wait', 0, 86_400),
      60,
    )
    .addHelpText('after', examples("ssh -o ProxyCommand='torchat forward stdio bob/ssh' bob"))
    .action(async (target: string, _options: object, command: Command) => {
      const { forwardStdio } = await import('../commands/forward-stdio.ts');
      const { wait } = command.optsWithGlobals<{ wait: number }>();
      await forwardStdio(session(command), target, wait);
    });
  forward
    .command('list')
    .description('list your forwards and what goes through them')
    .action(async (_options: object, command: Command) => {
      const { forwardList } = await import('../commands/forward.ts');
      await forwardList(session(command));
    });
  forward
    .command('remove')
    .description('close the local port for good')
    .argument('<[host:]port>', 'as `torchat forward list` shows it')
    .action(async (local: string, _options: object, command: Command) => {
      const { forwardRemove } = await import('../commands/forward.ts');
      await forwardRemove(session(command), local);
    });
}
