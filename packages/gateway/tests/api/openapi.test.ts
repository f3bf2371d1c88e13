import { describe, expect, it } from 'vitest';
import { type Route, routes } from '../../src/api/routes.ts';
import { openApiDocument } from '../../src/server/openapi.ts';

describe('the OpenAPI document', () => {
  it('is the committed docs/openapi.json (npx vitest run -u tests/api writes it anew)', async () => {
    const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../../../docs/openapi.json');
  });

  it('has every route, and every schema under its name', () => {
    const { paths, components } = openApiDocument();
    for (const { path, method } of Object.values<Route>(routes))
      expect(paths?.[path.replace(':id', '{id}')]?.[method]).toBeDefined();
    expect(Object.keys(components?.schemas ?? {})).toEqual(
      expect.arrayContaining(['Account', 'Contact', 'Message', 'Event', 'Error', 'AddContact']),
    );
  });
});
