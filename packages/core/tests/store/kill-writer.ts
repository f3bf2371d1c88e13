// A process for the kill test: writes transactions of three messages and a number without end, and says which are durable.
import { writeSync } from 'node:fs';
import { parseId } from '../../src/identity/id.ts';
import { openStore } from '../../src/node/store/open-store.ts';

const [file = '', key = ''] = process.argv.slice(2);
const store = openStore(file, Buffer.from(key, 'hex'));
const contact = parseId('aaaaaaaaaaaaaaaa');

for (let last = store.load().lastKey; ; last += 3) {
  const message = (key: number) => ({
    type: 'message' as const,
    message: {
      contact,
      key,
      direction: 'out' as const,
      at: 1,
      text: 'x'.repeat(key % 5000),
      state: 'waiting' as const,
    },
    seq: key,
  });
  const numbering = { contact, outEpoch: 'e', nextSeq: last + 4, inEpoch: null, inSeq: 0 };
  store.apply([message(last + 1), message(last + 2), message(last + 3), { type: 'numbering', numbering }]);
  writeSync(1, `${last + 3}\n`);
}
