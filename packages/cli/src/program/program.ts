// The command line as commander sees it: global options here, the commands beside; their code loads when they run.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { GlobalOptions, Terminal } from '../terminal/terminal.ts';
import { addAccountCommands } from './account-commands.ts';
import { addAvatarCommands } from './avatar-commands.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addBridgeCommands } from './bridge-commands.ts';
import { addContactCommands } from './contact-commands.ts';
import { addFileCommands } from './file-commands.ts';
import { addPeerCommand } from './peer-command.ts';
import { addRunCommands } from './run-commands.ts';
import type { SessionOf } from './session-of.ts';
import { addForwardCommands } from './forward-commands.ts';
import { addTextCommands } from './text-commands.ts';

export function buildProgram(terminal: Terminal, signal: AbortSignal): Command {
  const session: SessionOf = (command) => ({
    terminal,
    signal,
    options: command.optsWithGlobals<GlobalOptions>(),
  });
  const program = new Command('torchat')
    .description('Chat over Tor without any server. Without a command: the chat screen.')
    .version(version(), '-V, --version')
    .option('--account <name>', 'the account to use (default: "default", or TORCHAT_ACCOUNT)')
    .option('--json', 'print data as JSON, and errors, too')
    .option('--no-color', 'print without colours (as with NO_COLOR)')
    .option('--torrc <file>', 'further lines for tor, for example of a private network')
    .option('--tor <binary>', 'the tor program to start (default: from PATH, or TOR_BINARY)')
    .option('--socks <[host:]port>', 'use a tor that runs already, and start none')
    .option('--passphrase-file <file>', 'read the passphrase from the first line of this file')
    .showSuggestionAfterError()
    .showHelpAfterError('Run `torchat --help` for what there is.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) =>
        void terminal.stderr.write(
          text.replace(/^error: (.)/u, (_all, first: string) => `torchat: ${first}`),
        ),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addRunCommands(program, session);
  addContactCommands(program, session);
  addTextCommands(program, session);
  addFileCommands(program, session);
  addForwardCommands(program, session);
  addAccountCommands(program, session);
  addAvatarCommands(program, session);
  addBackupCommands(program, session);
  addBridgeCommands(program, session);
  addPeerCommand(program, session);
  return program;
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
