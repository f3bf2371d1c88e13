// What the kernel tells of processes and their connections, read from the texts of /proc (proc(5)).

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Milliseconds of processor time. */
  readonly cpu: number;
}

/** USER_HZ, the same on all Linux machines. */
const TICKS_A_SECOND = 100;

/** `1234 (name) S 1 ...`; the name may hold blanks and brackets. Null for anything else. */
export function parseStat(text: string): Process | null {
  const match = /^(\d+) \((.*)\) (.*)$/su.exec(text.trim());
  if (match === null) return null;
  const [, pid = '', name = '', rest = ''] = match;
  const fields = rest.split(' ');
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  if (parent === undefined || user === undefined || system === undefined) return null;
  return { pid: Number(pid), parent, name, cpu: ((user + system) * 1000) / TICKS_A_SECOND };
}

/** Resident memory in bytes, from `status`. */
export function parseMemory(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) * 1024;
}

/** Inodes of the sockets whose other end is not on loopback, with that end; from net/tcp, tcp6, udp or udp6. */
export function* parseSockets(table: string): Generator<readonly [inode: string, to: string]> {
  for (const line of table.split('\n')) {
    const fields = line.trim().split(/\s+/u);
    const [, , remote = '', , , , , , , inode = ''] = fields;
    const [address = '', port = ''] = remote.split(':');
    // The head of a table; and what belongs to nobody any more.
    if (!/^[0-9A-F]{8,32}$/u.test(address) || inode === '' || inode === '0') continue;
    const bytes = bytesOfAddress(address);
    if (!isLoopbackOrNone(bytes)) yield [inode, `${words(bytes)}:${Number.parseInt(port, 16)}`];
  }
}

/** The processes that stem from `root`, itself among them. */
export function treeOf(root: number, processes: Iterable<Process>): readonly Process[] {
  const all = [...processes];
  const known = new Set([root]);
  for (let before = 0; before !== known.size; ) {
    before = known.size;
    for (const { pid, parent } of all) if (known.has(parent)) known.add(pid);
  }
  return all.filter(({ pid }) => known.has(pid));
}

/** The kernel prints each 32 bits as a number of this machine's byte order. */
function bytesOfAddress(hex: string): readonly number[] {
  const groups = hex.match(/.{8}/gu) ?? [];
  return groups.flatMap((group) =>
    (group.match(/../gu) ?? []).map((byte) => Number.parseInt(byte, 16)).toReversed(),
  );
}

/** 127.0.0.0/8, ::1, the same in IPv6's clothes, and what is not connected at all. */
function isLoopbackOrNone(bytes: readonly number[]): boolean {
  if (bytes.every((byte) => byte === 0)) return true;
  if (bytes.length === 4) return bytes[0] === 127;
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return bytes[12] === 127 || bytes.slice(12).every((byte) => byte === 0);
  return bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1;
}

function words(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  return `[${groups.join(':')}]`;
}
