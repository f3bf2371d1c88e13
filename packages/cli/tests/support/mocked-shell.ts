// A shell beside a gateway that runs already, its API mocked. Both end with the tests of the file.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type MockApi, mockApi } from './mock-api.ts';
import { type Ran, shell, type Shell } from './terminal.ts';

interface MockedShell {
  readonly api: MockApi;
  readonly home: Shell;
  /** Words parted by blanks; `_` is a blank inside one. */
  readonly torchat: (args: string, input?: string) => Promise<Ran>;
}

export function mockedShell(): MockedShell {
  const api = mockApi();
  const home = shell();
  beforeAll(() => api.server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => api.reset());
  afterAll(() => {
    api.server.close();
    home[Symbol.dispose]();
  });
  return {
    api,
    home,
    torchat: (args, input) =>
      home.torchat(
        args.split(' ').map((word) => word.replaceAll('_', ' ')),
        input,
      ),
  };
}
