// A TorChat ID in the API.
import { z } from 'zod';

export const idSchema = z
  .string()
  .regex(/^(?:[a-z2-7]{16}|[a-z2-7]{56})$/u)
  .meta({ id: 'TorchatId', description: 'A TorChat ID: the onion host name without `.onion`.' });
