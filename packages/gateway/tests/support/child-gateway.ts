// A gateway as a process of its own, for tests that kill it: the folder of its accounts is its argument.
import { accountPaths } from '@torchat/core/node';
import { startGateway } from '../../src/gateway.ts';

await startGateway({
  paths: accountPaths('ann', { env: { TORCHAT_HOME: process.argv[2] } }),
  passphrase: null,
  // Nobody is there, and nobody is asked.
  network: { mode: 'socks', host: '127.0.0.1', port: 9 },
  publish: false,
  serve: true,
});
console.log('up');
