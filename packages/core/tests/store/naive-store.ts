// The rules of a store in their plainest form: lists, filtered again at each question.
import type { Change, FileRecord, HistoryQuery, Message, Snapshot, TorchatId } from '../../src/index.ts';
import { FRESH_ACCOUNT } from '../../src/fresh-account.ts';

type Kept = Omit<Extract<Change, { type: 'message' }>, 'type'>;

export class NaiveStore {
  #account = FRESH_ACCOUNT;
  #contacts: Extract<Change, { type: 'contact' }>['contact'][] = [];
  #numbering: Extract<Change, { type: 'numbering' }>['numbering'][] = [];
  #messages: Kept[] = [];
  #files: FileRecord[] = [];
  #lastFile = 0;
  #vouchers: Extract<Change, { type: 'vouchers' }>['vouchers'][] = [];
  lastKey = 0;

  apply(changes: readonly Change[]): void {
    for (const change of changes) this.#write(change);
  }

  load(): Snapshot {
    const inState = (state: string) => this.#messages.filter(({ message }) => message.state === state);
    const unread = new Map<TorchatId, number[]>();
    for (const { message } of inState('unread'))
      unread.set(message.contact, [...(unread.get(message.contact) ?? []), message.key]);
    return {
      ...this.#account,
      contacts: this.#contacts,
      numbering: this.#numbering,
      outbox: inState('waiting').flatMap(({ seq, ...rest }) => (seq === null ? [] : [{ seq, ...rest }])),
      vouchers: this.#vouchers,
      files: this.#files,
      lastFile: this.#lastFile,
      unread,
      lastKey: this.lastKey,
    };
  }

  history(contact: TorchatId, { before = Infinity, limit }: HistoryQuery): Message[] {
    return this.#messages
      .map(({ message }) => message)
      .filter((message) => message.contact === contact && message.key < before)
      .slice(-limit);
  }

  #write(change: Change): void {
    switch (change.type) {
      case 'profile':
        this.#account = { ...this.#account, profile: change.profile };
        break;
      case 'avatar':
        this.#account = { ...this.#account, avatar: change.avatar };
        break;
      case 'status':
        this.#account = { ...this.#account, status: change.status };
        break;
      case 'settings':
        this.#account = { ...this.#account, settings: change.settings };
        break;
      case 'tunnel_settings':
        this.#account = { ...this.#account, tunnelSettings: change.settings };
        break;
      case 'shares':
        this.#account = { ...this.#account, shares: change.shares };
        break;
      case 'forwards':
        this.#account = { ...this.#account, forwards: change.forwards };
        break;
      case 'contact':
        this.#contacts = replaced(this.#contacts, change.contact, ({ id }) => id);
        break;
      case 'contact_gone':
        this.#contacts = this.#contacts.filter(({ id }) => id !== change.id);
        this.#numbering = this.#numbering.filter(({ contact }) => contact !== change.id);
        this.#vouchers = this.#vouchers.filter(({ contact }) => contact !== change.id);
        this.#files = this.#files.filter(({ contact }) => contact !== change.id);
        this.#keepMessages((message) => message.contact !== change.id);
        break;
      case 'numbering':
        this.#numbering = replaced(this.#numbering, change.numbering, ({ contact }) => contact);
        break;
      case 'vouchers':
        this.#vouchers = replaced(this.#vouchers, change.vouchers, ({ contact }) => contact);
        break;
      case 'voucher_book':
        this.#account = { ...this.#account, voucherBook: change.book };
        break;
      case 'file':
        this.#files = [...this.#files.filter(({ key }) => key !== change.file.key), change.file].sort(
          (a, b) => a.key - b.key,
        );
        this.#lastFile = Math.max(this.#lastFile, change.file.key);
        break;
      case 'file_gone':
        this.#files = this.#files.filter(({ key }) => key !== change.key);
        break;
      case 'message':
        this.#messages = [...this.#messages, keptOf(change)];
        this.lastKey = change.message.key;
        break;
      case 'message_state':
        this.#messages = this.#messages.map(({ message, ...rest }) => ({
          message: message.key === change.key ? { ...message, state: change.state } : message,
          ...rest,
        }));
        break;
      case 'message_gone':
        this.#keepMessages(({ key }) => key !== change.key);
        break;
      case 'history_gone':
        this.#keepMessages(
          ({ contact, state }) => contact !== change.id || state === 'waiting' || state === 'unread',
        );
        break;
      default:
        change satisfies never;
    }
  }

  #keepMessages(keep: (message: Message) => boolean): void {
    this.#messages = this.#messages.filter(({ message }) => keep(message));
  }
}

function keptOf({ message, seq, epoch }: Kept): Kept {
  return { message, seq, ...(epoch !== undefined && { epoch }) };
}

/** The one of the same name replaced in its place, or added at the end. */
function replaced<Entry>(list: readonly Entry[], entry: Entry, name: (entry: Entry) => unknown): Entry[] {
  const index = list.findIndex((other) => name(other) === name(entry));
  return index < 0 ? [...list, entry] : list.with(index, entry);
}
