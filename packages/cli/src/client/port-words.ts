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

/** `offers ssh, web:8080`: what a contact offers, and where it stands open here; empty where it offers nothing. */
export function offerMark({ id, services }: ApiContact, forwards: readonly ApiForward[]): string {
  const words = services.map(({ name, kind }) => {
    const here = forwards.find(
      (forward) =>
        forward.open && forward.contact === id && forward.service === name && forward.kind === kind,
    );
    return `${printableLine(name)}${here === undefined ? '' : `:${here.port}`}`;
  });
  return words.length === 0 ? '' : `offers ${words.join(', ')}`;
}

export function serviceLines({ id, services }: ApiContact, forwards: readonly ApiForward[]): string[] {
  return services.map(({ name, kind }) => {
    const here = forwards.find(({ contact, service }) => contact === id && service === name);
    return `${printableLine(name)} (${kind})${here === undefined ? '' : ` is ${addressWords(here)} here`}`;
  });
}
