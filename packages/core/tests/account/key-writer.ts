// A process for the kill test: writes the same key into a key file without end, in the one form and in the other.
import { writeKeyFile } from '../../src/node/account/key-file.ts';

const [file = '', key = ''] = process.argv.slice(2);
for (;;) await writeKeyFile(file, Buffer.from(key, 'hex'), null);
