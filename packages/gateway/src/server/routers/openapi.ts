// The description of the API, for people and generators.
import { Router } from 'express';
import { OPENAPI_PATH } from '../../api/routes.ts';

export function openApiRouter(): Router {
  const router = Router();
  router.get(OPENAPI_PATH, async (_request, response) => {
    // Loaded when asked for: nobody should wait for it at the start.
    const { openApiDocument } = await import('../openapi.ts');
    response.json(openApiDocument());
  });
  return router;
}
