// The running client of one account: an engine, a store and the network, joined. What gateway and tests hold.
import type { Socket } from 'node:net';
import type { Command, TunnelOpening } from '../engine/io/command.ts';
import type { Event } from '../engine/io/event.ts';
import type { TunnelOutput } from '../engine/io/output.ts';
import type { AccountView, ContactView, FileView } from '../engine/io/view.ts';
import type { TorchatError } from '../errors.ts';
import type { TorchatId } from '../identity/id.ts';
import type { Message } from '../model.ts';
import type { HistoryQuery, Random, Store } from '../ports.ts';
import type { OnionNetwork, ServiceState, ServiceTarget } from './network.ts';

/** A stream that a contact opened to a share of ours, proven and not yet accepted: whoever takes it writes `ok` first. */
export interface ArrivedTunnel
  extends Omit<Extract<TunnelOutput, { type: 'tunnel_arrived' }>, 'type' | 'link'> {
  /** Paused. */
  readonly socket: Socket;
  /** What came behind the first line. */
  readonly early: Uint8Array;
}

export interface OfferedFile extends FileView {
  /** What is in the folder and is not sent, by relative names, at most a hundred: links, devices, names that are no text. */
  readonly skipped: readonly string[];
}

/** Whoever carries tunnels. */
export interface TunnelHandler {
  arrived(tunnel: ArrivedTunnel): void;
  /** Streams of this contact have to end now, those to one service of ours or all of both sides. */
  cut(id: TorchatId, service: string | null): void;
}

export interface Client extends AsyncDisposable {
  readonly id: TorchatId;
  /** The state of our onion service; `off` without a network or when someone else publishes it. */
  readonly service: ServiceState | 'off';
  /** Resolves when all it changed is durable, with the message for `send`; rejects with a `TorchatError`. */
  command(command: Command): Promise<Message | null>;
  /** Opens the file or folder and offers it; it goes when the contact is online. Rejects with a `TorchatError`. */
  sendFile(id: TorchatId, path: string): Promise<OfferedFile>;
  /** What to say on a fresh stream to the contact to open its service. Rejects with a `TorchatError`. */
  openTunnel(id: TorchatId, service: string): Promise<TunnelOpening>;
  /** Without one, streams to our shares end at once. */
  setTunnelHandler(handler: TunnelHandler | null): void;
  /** Files on their way, and offers, oldest first. */
  files(): FileView[];
  view(): AccountView;
  contact(id: TorchatId): ContactView | null;
  history(id: TorchatId, query: HistoryQuery): Message[];
  /** Called with every event once what it tells is durable; returns its undo. */
  subscribe(listener: (event: Event) => void): () => void;
  /** Called when `service` changed; returns its undo. */
  onService(listener: (state: ServiceState | 'off') => void): () => void;
  /** Resolves when the client ended: with null after `close`, with the error when its store could not be written. */
  readonly ended: Promise<TorchatError | null>;
  /** Says goodbye by closing every link; the store stays open (its owner closes it). Idempotent. */
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly id: TorchatId;
  readonly store: Store;
  /** Null: no dialling and no listening, for commands that only read and write the store. */
  readonly network: OnionNetwork | null;
  /** Where streams of our onion service arrive; a `path` lies in a folder only this user may enter. */
  readonly listen: ServiceTarget;
  /** The expanded onion key to publish, 64 bytes; null when someone else publishes the service. */
  readonly onionKey: Uint8Array | null;
  /** 32 bytes; null or absent where no words lead to the account. */
  readonly voucherKey?: Uint8Array | null;
  /** The expanded onion key of `id`, to seal with: absent or null where somebody else holds it, and then no seal is offered. */
  readonly sealKey?: Uint8Array | null;
  /** What to call this machine towards another one with the same key; absent: nobody looks whether there is one. */
  readonly machine?: string;
  /** Publish even if another machine runs the account; it is asked to give way. */
  readonly takeOver?: boolean;
  readonly random?: Random;
  /** The folder for received files, made when the first one comes; none are taken when absent. */
  readonly downloads?: string;
}
