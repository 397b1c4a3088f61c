import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber, CustomerNumber, Product } from '../values.js';

export const contractProvisioned = factContract(
  'bsp.crm.contract.provisioned.v1',
  z.object({ accessNumber: AccessNumber, customerNumber: CustomerNumber, product: Product, validFrom: z.iso.datetime({ offset: true }) }),
  (data) => data.accessNumber,
);
