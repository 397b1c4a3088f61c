import { z } from 'zod';
import { deliveryContract } from '../fact.js';
import { Addressee } from './addressee.js';

/** Eight digits that complete a sign-in in the OTP procedure. */
export const otpCodeDelivery = deliveryContract('otp-code', z.object({ ...Addressee, code: z.string() }));

/** Eight digits that confirm a new e-mail address; goes to the new one. */
export const emailConfirmationDelivery = deliveryContract('email-confirmation', z.object({ ...Addressee, code: z.string() }));
