import { z } from 'zod';
import { deliveryContract } from '../fact.js';

export const activationCodeDelivery = deliveryContract(
  'activation-code',
  z.object({ to: z.string(), firstName: z.string(), lastName: z.string(), salutation: z.string(), code: z.string() }),
);
