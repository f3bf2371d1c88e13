// The near end of a client of an agent on loopback: `PORT TOKEN`.
import { attach } from '../../src/fleet/attach.ts';

const [port, token = ''] = process.argv.slice(2);
await attach({ host: '127.0.0.1', port: Number(port), token }, 'first');
