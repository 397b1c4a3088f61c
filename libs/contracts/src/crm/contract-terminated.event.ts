import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber } from '../values.js';

export const contractTerminated = factContract(
  'bsp.crm.contract.terminated.v1',
  z.object({ accessNumber: AccessNumber, terminatedAt: z.iso.datetime({ offset: true }) }),
  (data) => data.accessNumber,
);
