// What a SOCKS reply means (RFC 1928; tor's own codes: proposal 304), and the sentence for each failure.
import type { DialFailure } from '@torchat/core';
import { DialError } from '@torchat/core/node';

const CODES: ReadonlyMap<number, DialFailure> = new Map([
  // Without ExtendedErrors tor says "host unreachable" of a service whose descriptor it does not find.
  [0x04, 'not_published'],
  [0x05, 'port_refused'],
  [0x06, 'timeout'],
  [0xf0, 'not_published'],
  [0xf1, 'bad_descriptor'],
  [0xf2, 'introduction_failed'],
  [0xf3, 'rendezvous_failed'],
  [0xf4, 'authorization'],
  [0xf5, 'authorization'],
  [0xf6, 'bad_address'],
  [0xf7, 'introduction_failed'],
]);

const SENTENCES: Record<DialFailure, string> = {
  not_published: 'The contact is not online: its onion service is not published.',
  bad_descriptor: "The contact's onion service is described wrongly.",
  introduction_failed: 'The contact could not be reached: its introduction points did not answer.',
  rendezvous_failed: 'The contact could not be reached: no meeting point worked.',
  authorization: "The contact's onion service admits only those it knows.",
  bad_address: 'The address is none that exists.',
  port_refused: 'The contact is online, but does not run TorChat there.',
  timeout: 'The contact did not answer in time.',
  tor_unavailable: 'Tor is not running at the moment.',
  cancelled: 'The attempt to connect was given up.',
  failed: 'The connection through Tor failed.',
};

export function failureOf(code: number): DialFailure {
  return CODES.get(code) ?? 'failed';
}

export function dialError(reason: DialFailure, cause?: unknown): DialError {
  return new DialError(reason, SENTENCES[reason], cause === undefined ? {} : { cause });
}
