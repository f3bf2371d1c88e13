// The published JSON schema of scenarios, made of what reads them.
import { z } from 'zod';
import { scenarioSchema } from './scenario.ts';

/** JSON Schema 2020-12 of what stands in a file, for editors: `# yaml-language-server: $schema=schema.json`. */
export function jsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(scenarioSchema, { io: 'input' }), null, 2)}\n`;
}
