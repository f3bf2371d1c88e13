// The mock of tor keeps the contract that real tor keeps.
import { onionNetworkContract } from '../../src/contract/index.ts';
import { mockNet } from '../../src/testing/index.ts';

onionNetworkContract('the mock of tor', async () => {
  const net = await mockNet();
  return {
    async client() {
      const network = net.client();
      return {
        network,
        kill: () => network.kill(20),
        leftovers: async () => [],
      };
    },
    slowDown() {
      net.faults.delay = 1000;
      return () => {
        net.faults.delay = 0;
      };
    },
    [Symbol.asyncDispose]: () => net.close(),
  };
});
