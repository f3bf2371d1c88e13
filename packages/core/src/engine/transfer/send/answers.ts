// What the receiver says of the blocks: it has them, or it wants some again.
import { spend } from '../../budget.ts';
import { violation } from '../../core.ts';
import type { Core } from '../../state.ts';
import { FILE_RESTARTS, FILE_RESTARTS_A_SECOND } from '../../timing.ts';
import { arrive, showProgress, showTurn } from '../ledger.ts';
import type { Outgoing } from '../state.ts';
import { pump } from './blocks.ts';
import { sayPaused } from './life.ts';
import { heard, lastBlock } from './pace.ts';

export function onOk(core: Core, file: Outgoing, offset: number): void {
  if (file.sentTo < 0 || offset > file.size)
    return violation(core, file.peer, 'it confirms a part of a file that was never sent');
  heard(core, file);
  const { block, size, sentTo } = file;
  if (offset <= sentTo && offset % block === 0 && offset + block >= size) {
    file.acked = size;
    return arrive(core, file, null);
  }
  // It may be confirmed ahead, to make us faster: that moves the window, and ends nothing.
  file.acked = Math.min(Math.floor(offset / block) * block, sentTo) + block;
  file.acked = Math.min(file.acked, lastBlock(file));
  showProgress(core, file);
  pump(core, file);
}

/** The other side misses something, or begins to take only now (jTorChat begins every file so). */
export function onError(core: Core, file: Outgoing, offset: number): void {
  if (offset > file.size) return violation(core, file.peer, 'it asks for a part of a file beyond its end');
  if (file.announcedOn === null || !spend(file.restarts, core.now, FILE_RESTARTS, FILE_RESTARTS_A_SECOND))
    return;
  const wasTaken = file.taken;
  heard(core, file);
  const before = file.acked;
  const began = !wasTaken || file.pausedThere;
  file.pausedThere = false;
  file.unanswered = false;
  file.seeking = false;
  // Never behind what it wants: its own blocks may have had another size.
  file.next = Math.min(Math.floor(offset / file.block) * file.block, lastBlock(file));
  file.acked = file.next;
  if (file.pausedHere) sayPaused(core, file);
  if (began) showTurn(core, file);
  else if (file.acked !== before) showProgress(core, file);
  pump(core, file);
}
