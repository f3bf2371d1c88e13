// `npm run sim -- schema`: the JSON schema of scenarios.
import { jsonSchema } from '../scenario/schema.ts';

export function schema(): void {
  process.stdout.write(jsonSchema());
}
