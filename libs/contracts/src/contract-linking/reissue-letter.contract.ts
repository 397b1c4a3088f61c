import { z } from 'zod';
import { command } from '../command.js';
import { LetterChannel } from '../crm/welcome-letter-requested.event.js';
import { Caller, CustomerNumber, Instant, Origin, Reason, Uuid } from '../values.js';

export const SupportReissueLetterBody = z.strictObject({ customerNumber: CustomerNumber, channel: LetterChannel, reason: Reason });

const reply = z.object({ letterId: Uuid, expiresAt: Instant });

/** For support agents: a new one-time password to the recipient of the CRM's last request. @throws `no-recipient-known`, also for an e-mail where no address is known; `too-many-attempts` */
export const supportReissueLetter = command('contract-linking', 'support-reissue-letter', {
  request: SupportReissueLetterBody.extend({ ...Caller, origin: Origin }),
  reply,
});

/** For operators: the same. */
export const reissueLetter = command('contract-linking', 'reissue-letter', { askedBy: 'operator', request: SupportReissueLetterBody, reply });
