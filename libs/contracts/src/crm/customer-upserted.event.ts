import { z } from 'zod';
import { factContract } from '../fact.js';
import { CustomerNumber, text } from '../values.js';

export const customerUpserted = factContract(
  'bsp.crm.customer.upserted.v1',
  z.object({ customerNumber: CustomerNumber, network: z.enum(['FIXED_LINE', 'MOBILE']), companyName: text(1, 120) }),
  (data) => data.customerNumber,
);
