// What one can do with a running account: the gateway gives it in process, a client of the socket speaks it over HTTP.
import type { OwnStatus, Profile, Settings } from '@torchat/core';
import type { ApiAccount } from './schemas/account.ts';
import type { BackupRequest, BackupSummary } from './schemas/backup.ts';
import type { AddContact, ApiContact, DecideSeal, EditContact } from './schemas/contact.ts';
import type { ApiEvent } from './schemas/event.ts';
import type { AcceptFile, ApiFile, ApiOfferedFile } from './schemas/file.ts';
import type { ApiMessage, HistoryPage } from './schemas/message.ts';
import type { AddForward, ApiForward, ApiShare, PutShare } from './schemas/tunnel.ts';
import type {
  AddSocksPort,
  ApiShareLimit,
  ApiShareLog,
  ApiSocksPort,
  PutShareLimit,
} from './schemas/tunnel-settings.ts';

/** Ids may be typed by a person (`parseId` forgives). Every call rejects with a `TorchatError` one can show. */
export interface AccountApi {
  account(): Promise<ApiAccount>;
  setStatus(status: OwnStatus): Promise<ApiAccount>;
  setProfile(profile: Profile): Promise<ApiAccount>;
  /** Our picture as a PNG file. Rejects with `no_picture` where there is none. */
  avatar(): Promise<Uint8Array>;
  /** Takes a PNG file of any size within bounds; the middle of it becomes our picture. */
  setAvatar(png: Uint8Array): Promise<ApiAccount>;
  clearAvatar(): Promise<void>;
  setSettings(settings: Settings): Promise<ApiAccount>;
  /** Runs the account on this machine, whatever runs elsewhere; another machine is asked to give way. */
  takeOver(): Promise<ApiAccount>;
  /** From now on no contact comes back by a voucher. */
  endReturning(): Promise<ApiAccount>;
  contacts(): Promise<ApiContact[]>;
  contact(id: string): Promise<ApiContact>;
  /** The contact's picture as a PNG file of 64 x 64 pixels. Rejects with `no_picture` where there is none. */
  contactAvatar(id: string): Promise<Uint8Array>;
  addContact(contact: AddContact): Promise<ApiContact>;
  /** Changes what is given and leaves the rest. */
  editContact(id: string, edit: EditContact): Promise<ApiContact>;
  removeContact(id: string): Promise<void>;
  /**
   * Oldest first; `limit` is 100 when absent, at most 1000. Fewer come when texts are long:
   * there is nothing older only when none comes.
   */
  messages(id: string, page?: HistoryPage): Promise<ApiMessage[]>;
  /** Resolves when the text is durable in the outbox. */
  send(id: string, text: string): Promise<ApiMessage>;
  read(id: string, upTo: number): Promise<void>;
  dial(id: string): Promise<void>;
  /** The user's word on a contact that comes without the seal it had. */
  decideSeal(id: string, choice: DecideSeal['choice']): Promise<ApiContact>;
  /** Oldest first. */
  files(): Promise<ApiFile[]>;
  /** `path` is absolute, on the machine of the gateway. Resolves when the offer is made, or waits for the contact. */
  sendFile(id: string, path: string): Promise<ApiOfferedFile>;
  /** `folder` is absolute, on the machine of the gateway; absent: where the contact's files go. */
  acceptFile(key: number, where?: AcceptFile): Promise<void>;
  refuseFile(key: number): Promise<void>;
  /** Ends what is under way, or refuses an offer. */
  cancelFile(key: number): Promise<void>;
  pauseFile(key: number): Promise<void>;
  resumeFile(key: number): Promise<void>;
  /** Takes what has ended off the list, and cancels what has not. */
  forgetFile(key: number): Promise<void>;
  /** Ports that contacts may reach. */
  shares(): Promise<ApiShare[]>;
  /** Adds a share or changes the one of this name. Rejects with `bad_request` for addresses that are never shared. */
  putShare(share: PutShare): Promise<ApiShare>;
  removeShare(name: string): Promise<void>;
  forwards(): Promise<ApiForward[]>;
  /** Opens the port at once; it stands open after each start. Rejects with `port_taken`, `service_exists`, `unknown_service`. */
  addForward(forward: AddForward): Promise<ApiForward>;
  /** By the forward's id. */
  removeForward(id: string): Promise<void>;
  /** SOCKS5 ports of this machine. */
  socks(): Promise<ApiSocksPort[]>;
  /** Opens the port at once; it stands open after each start. Rejects with `port_taken`, `service_exists`. */
  addSocks(port: AddSocksPort): Promise<ApiSocksPort>;
  /** By the port's id. */
  removeSocks(id: string): Promise<void>;
  shareLimits(): Promise<ApiShareLimit[]>;
  /** In place of the contact's limit before. */
  putShareLimit(limit: PutShareLimit): Promise<ApiShareLimit>;
  shareLog(): Promise<ApiShareLog>;
  setShareLog(log: ApiShareLog): Promise<ApiShareLog>;
  /** Resolves when the file is whole and on the disk; when it rejects there is none. */
  backup(request: BackupRequest): Promise<BackupSummary>;
  /** Resolves when the wish was taken, before the gateway is gone. */
  shutdown(): Promise<void>;
  /**
   * Calls the listener with `hello`, then with every event, until the signal aborts (resolves)
   * or the gateway is gone (rejects with `gateway_gone`).
   */
  watch(listener: (event: ApiEvent) => void, signal: AbortSignal): Promise<void>;
}
