// `torchat up`: the account runs in this process until it is told to stop.
import { TorchatError } from '@torchat/core';
import { isRunning } from '../client/is-running.ts';
import { networkChoice } from '../client/network.ts';
import { ownGateway } from '../client/own-gateway.ts';
import { sessionPaths } from '../client/paths.ts';
import { progressLine } from '../client/progress.ts';
import { twinAskedWords } from '../client/words.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

export async function up(session: Session, takeOver: boolean): Promise<void> {
  const paths = sessionPaths(session);
  if (await isRunning(paths))
    throw new TorchatError('account_locked', `The account "${paths.name}" is running already.`);
  await using gateway = await ownGateway(session, paths, {
    network: networkChoice(session.options),
    takeOver,
    serve: true,
  });
  const account = await gateway.api.account();
  if (session.options.json)
    outJson(session, { account: account.account, id: account.id, socket: gateway.socket });
  else out(session, `${account.account} is up: ${account.id}`);
  const progress = progressLine((line) => note(session, line));
  const watching = gateway.api.watch((event) => {
    if (event.type === 'hello' || event.type === 'account') progress(event.account);
    if (event.type === 'twin_asked') note(session, twinAskedWords(event.machine));
    if (event.type === 'account' && session.options.json) outJson(session, event.account);
  }, session.signal);
  for (const notice of gateway.notices) note(session, notice);
  await watching.catch(() => undefined);
  await gateway.close();
  const failure = await gateway.closed;
  if (failure !== null) throw failure;
}
