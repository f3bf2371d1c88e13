// States of the account in plain words, the same on every screen.
import type { ApiAccount } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';

export function statusWords(status: ApiAccount['status'] | 'offline' | 'handshake'): string {
  if (status === 'xa') return 'away for long';
  return status === 'handshake' ? 'connecting' : status;
}

export function networkWords(network: ApiAccount['network']): string {
  switch (network.phase) {
    case 'starting':
      return `tor is starting: ${Math.floor(network.progress)} %, ${printableLine(network.summary)}`;
    case 'ready': {
      const what = `tor ${printableLine(network.version)} is ready`;
      return network.warning === null ? what : `${what} (${printableLine(network.warning)})`;
    }
    case 'down':
      return printableLine(network.reason);
    case 'stopped':
      return 'tor is stopped';
    case 'off':
      return 'without tor';
    default:
      return network satisfies never;
  }
}

/** Whether others reach us: our service's state until the link to ourselves knows better. */
export function reachabilityWords({ reachability, service, twin }: ApiAccount): string {
  if (twin !== null) return `offline here: this account runs ${elsewhere(twin.machine)}`;
  switch (reachability.state) {
    case 'reachable':
      return reachability.delay === null
        ? 'reachable'
        : `reachable, ${Math.round(reachability.delay)} ms there and back`;
    case 'unreachable':
      return 'not reachable at the moment';
    case 'checking':
      return 'finding out';
    case 'unknown':
      return service === 'publishing' ? 'telling Tor where we are' : 'not known yet';
    default:
      return reachability.state satisfies never;
  }
}

/** Why the account is offline although all is well here, and what comes next. `how`: what brings it here. */
export function twinWords(machine: string, how: string): string {
  return `This account runs ${elsewhere(machine)} already, so here it stays offline; a minute after that one has ended it goes online by itself, and ${how} brings it here at once.`;
}

export function twinAskedWords(machine: string): string {
  return `This account was started ${elsewhere(machine)}, too: there it stays offline as long as it runs here.`;
}

function elsewhere(machine: string): string {
  const name = printableLine(machine);
  return name === '' ? 'on another machine' : `on the machine "${name}"`;
}
