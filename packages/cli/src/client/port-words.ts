// Ports between contacts, in words.
import type { ApiContact, ApiForward } from '@torchat/gateway/api';
import { printableLine } from '../terminal/printable.ts';
import { addressWords } from './address.ts';
import { sizeWords } from './file-words.ts';

/** What goes through a forward, or why its port is not open. */
export function loadWords({ open, why, kind, active, sent, got, dropped, late }: ApiForward): string {
  if (!open) return why;
  const flows = `${active} open`;
  if (kind === 'tcp') return `${flows}, ${sizeWords(sent)} sent, ${sizeWords(got)} got`;
  return `${flows}, ${sent} sent, ${got} got, ${dropped} dropped, ${late} late`;
}

interface Rate {
  readonly sent: number;
  readonly got: number;
}

/** ` ↓ 1.2 MB/s ↑ 3 kB/s`, of UDP datagrams; empty while nothing moves. */
function rateMark(kind: ApiForward['kind'], rate: Rate | undefined): string {
  if (rate === undefined) return '';
  const words = (count: number): string => (kind === 'tcp' ? sizeWords(Math.round(count)) : count.toFixed(0));
  return ` ↓ ${words(rate.got)}/s ↑ ${words(rate.sent)}/s`;
}

/** `offers ssh, web:8080 ↓ 1.2 MB/s ↑ 3 kB/s`: what a contact offers, and where and how fast it goes here; empty where it offers nothing. */
export function offerMark(
  { id, services }: Pick<ApiContact, 'id' | 'services'>,
  forwards: readonly ApiForward[],
  rates: ReadonlyMap<string, Rate>,
): string {
  const words = services.map(({ name, kind }) => {
    const here = forwards.find(
      (forward) =>
        forward.open && forward.contact === id && forward.service === name && forward.kind === kind,
    );
    return `${printableLine(name)}${here === undefined ? '' : `:${here.port}${rateMark(kind, rates.get(here.id))}`}`;
  });
  return words.length === 0 ? '' : `offers ${words.join(', ')}`;
}

export function serviceLines({ id, services }: ApiContact, forwards: readonly ApiForward[]): string[] {
  return services.map(({ name, kind }) => {
    const here = forwards.find(({ contact, service }) => contact === id && service === name);
    return `${printableLine(name)} (${kind})${here === undefined ? '' : ` is ${addressWords(here)} here`}`;
  });
}
