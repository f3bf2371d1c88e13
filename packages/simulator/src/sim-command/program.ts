// The words of `npm run sim`.
import { Command, InvalidArgumentError, Option } from 'commander';
import { WORLDS } from '../scenario/moment.ts';
import { check } from './check.ts';
import type { Outcome } from './exit-codes.ts';
import { EXPORT_TARGETS } from '../export/exporters.ts';
import { exportScenario, type ExportWords } from './export.ts';
import { list } from './list.ts';
import { run, type RunWords } from './run.ts';
import { schema } from './schema.ts';
import { report, type ReportWords } from './write-report.ts';

const MOST_CLIENTS = 10_000;
const LAST_SEED = 0xffffffff;

const EXAMPLES = `
Examples:
  npm run sim -- list                                      what ships with the program
  npm run sim -- run two-friends                           in memory, in a blink
  npm run sim -- run two-friends --world tor               the same over real tor
  npm run sim -- run idle-week --clients 500 --seed 7      larger, and drawn otherwise
  npm run sim -- run mass-reconnect --report report.html   with a report to look at
  npm run sim -- check mine.yaml                           what is wrong with it, and which worlds carry it

Exit codes: 0 every check held, 1 one did not, 2 wrong arguments or a scenario that cannot run, 130 stopped.`;

export function buildProgram(signal: AbortSignal, outcome: Outcome): Command {
  const program = new Command('npm run sim --')
    .description(
      'Lives of many TorChat clients: who is there, what happens, what breaks, and what must hold.',
    )
    .showHelpAfterError()
    .exitOverride();
  program
    .command('run')
    .description('live through a scenario and judge it')
    .argument('<file>', 'a file, or the name of one that ships with the program')
    .addOption(new Option('--world <name>', 'where it lives').choices(WORLDS).default('memory'))
    .option('--seed <number>', 'decides everything drawn by lot; as the file has it by default', seedOf)
    .option(
      '--clients <number>',
      'so many people in all: the largest group of ours grows or shrinks',
      clientsOf,
    )
    .option('--report <file>', 'write the record there: .html to look at, .json for programs')
    .option('--json', 'print the record as JSON, and nothing else', false)
    .action((file: string, words: RunWords) => run(file, words, signal, outcome));
  program
    .command('check')
    .description('say what is wrong with a scenario, and which worlds can carry it')
    .argument('<file>', 'a file, or the name of one that ships with the program')
    .action((file: string) => check(file, outcome));
  program
    .command('report')
    .description('draw the record that a run left as .json')
    .argument('<file>', 'what "run --report FILE.json" wrote')
    .requiredOption('--out <file>', 'an .html file, readable without network and without scripts')
    .action((file: string, words: ReportWords) => report(file, words));
  program
    .command('export')
    .description('write what another engine runs, with the same images and checks')
    .argument('<file>', 'a file, or the name of one that ships with the program')
    .addOption(new Option('--to <engine>', 'what is to run it').choices(EXPORT_TARGETS).makeOptionMandatory())
    .requiredOption('--out <folder>', 'a new folder for the files')
    .option('--seed <number>', 'decides everything drawn by lot; as the file has it by default', seedOf)
    .option('--clients <number>', 'so many people in all', clientsOf)
    .option('--tor-image <name>', 'of the nodes of the Tor network', 'torchat-tor:lab')
    .option('--simulator-image <name>', 'of the clients and the conductor', 'torchat-simulator:lab')
    .action((file: string, words: ExportWords) => exportScenario(file, words));
  program.command('list').description('the scenarios that ship with the program').action(list);
  program.command('schema').description('print the JSON schema of scenarios').action(schema);
  return program.addHelpText('after', EXAMPLES);
}

function seedOf(text: string): number {
  return wholeNumber(text, 0, LAST_SEED);
}

function clientsOf(text: string): number {
  return wholeNumber(text, 2, MOST_CLIENTS);
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/u.test(text) || number < least || number > most)
    throw new InvalidArgumentError(`Say a whole number from ${least} to ${most}.`);
  return number;
}
