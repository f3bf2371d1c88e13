// All checks of a scenario over the record of a run. The record alone decides: a stored one is judged the same.
import type { CheckRecord } from '../record/result.ts';
import type { CheckName, Holds } from '../scenario/checks.ts';
import { judgeTwins, judgeViolations } from './conduct.ts';
import { judgeFiles, judgeForwards } from './content.ts';
import { judgeConnections, judgeMemory, judgeTraffic } from './costs.ts';
import { judgeOnlineAtEnd, judgeOnlineWithin, judgeRecovery } from './online.ts';
import type { Judged } from './run-so-far.ts';
import { judgeTexts } from './texts.ts';

/** In the order of the table. `limit`: what the scenario says, where it is a number. */
const JUDGES: Readonly<Record<CheckName, (run: Judged, limit: number) => CheckRecord>> = {
  texts: judgeTexts,
  files: judgeFiles,
  forwards: judgeForwards,
  online_within: judgeOnlineWithin,
  recovery_within: judgeRecovery,
  online_at_end: judgeOnlineAtEnd,
  memory_under: judgeMemory,
  traffic_under: judgeTraffic,
  connections: judgeConnections,
  violations: judgeViolations,
  twins: judgeTwins,
};

/** `seen`: those that this world can see at all. */
export function judge(run: Judged, holds: Holds, seen: ReadonlySet<CheckName>): readonly CheckRecord[] {
  return (Object.keys(JUDGES) as CheckName[]).flatMap((check) => {
    const asked = holds[check];
    if (asked === undefined || !seen.has(check)) return [];
    return [JUDGES[check](run, typeof asked === 'number' ? asked : 0)];
  });
}
