// Files on their way as rows of the window: what moves first, then what somebody has to decide about, then what waits.
import type { ApiContact, ApiFile } from '@torchat/gateway/api';
import { displayName } from '../../client/contact.ts';
import { isOffer, nameWords, sizeWords, stateWords } from '../../client/file-words.ts';
import { leftWords, rateWords, shortBar } from '../../client/transfer-bar.ts';
import { cut, fit, width } from '../../terminal/wrap.ts';

const NAME_COLUMNS = 12;
/** A bar with its percents. */
const BAR_COLUMNS = 16;
/** Room for the file's name that should be left beside all else. */
const LEAST_NAME = 8;

/** At most so many rows, each at most so wide; the last one says how many are not shown. */
export function fileRows(
  files: readonly ApiFile[],
  contacts: ReadonlyMap<string, ApiContact>,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string[] {
  const inOrder = files.toSorted((a, b) => rank(a) - rank(b) || a.key - b.key);
  const shown = inOrder.length > rows ? inOrder.slice(0, Math.max(0, rows - 1)) : inOrder;
  const keyColumns = Math.max(0, ...shown.map(({ key }) => `${key}`.length));
  const lines = shown.map((file) => row(file, contacts.get(file.contact), keyColumns, columns));
  const rest = inOrder.length - shown.length;
  if (rest > 0 && rows > 0)
    lines.push(cut(shown.length === 0 ? ` ${rest} files: /files` : ` and ${rest} more: /files`, columns));
  return lines;
}

function rank(file: ApiFile): number {
  if (file.state === 'running') return 0;
  if (isOffer(file)) return 1;
  return file.state === 'paused' ? 2 : 3;
}

function row(file: ApiFile, contact: ApiContact | undefined, keyColumns: number, columns: number): string {
  const way = file.direction === 'in' ? '↓' : '↑';
  const who = contact ? displayName(contact) : file.contact;
  const head = ` ${`${file.key}`.padStart(keyColumns)} ${way} ${fit(who, NAME_COLUMNS)} `;
  const much = isOffer(file) ? sizeWords(file.size) : shortBar(file);
  const body = [fit(much, BAR_COLUMNS), ...pace(file)].join(' ');
  const name = nameWords(file);
  const room = columns - width(head) - width(body) - 1;
  if (room >= LEAST_NAME) return `${head}${body} ${cut(name, room)}`;
  return cut(`${head}${fit(much, BAR_COLUMNS)} ${name}`, columns);
}

function pace(file: ApiFile): string[] {
  if (file.state !== 'running') return [isOffer(file) ? `/accept ${file.key}` : stateWords(file)];
  return [rateWords(file), leftWords(file)].filter((words) => words !== '');
}
