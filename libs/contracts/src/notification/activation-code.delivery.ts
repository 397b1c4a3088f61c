import { z } from 'zod';
import { deliveryContract } from '../fact.js';
import { Addressee } from './addressee.js';

export const activationCodeDelivery = deliveryContract('activation-code', z.object({ ...Addressee, code: z.string() }));

/** The same code for a sub-administrator, who has not asked for it: says who invites. */
export const subAdministratorInvitationDelivery = deliveryContract(
  'sub-administrator-invitation',
  z.object({ ...Addressee, code: z.string(), invitedBy: z.object({ firstName: z.string(), lastName: z.string(), company: z.string() }) }),
);
