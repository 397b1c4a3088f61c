import { personOf, type Recipient, type RightsNews } from '../domain/recipient.js';
import type { MessageOrder } from './queue-message.use-case.js';

/** The mail that tells a recipient of their rights; nothing while there is no address on file, or once the account is closed. */
export function rightsMailOnFile(recipient: Recipient, { causeId, ...change }: RightsNews): MessageOrder | undefined {
  const { accountId, email, locale, closed } = recipient;
  if (!email || closed) return undefined;
  const { company: _ownCompany, ...addressee } = personOf(recipient);
  // What was taken by the same save is told with what was given.
  const messageType = change.granted.count > 0 ? ('rights-granted' as const) : ('rights-revoked' as const);
  const content = { messageType, data: { ...addressee, ...change } };
  return { causeId, messageType, accountId, locale: locale?.value ?? 'de', to: email.value, body: { kind: 'open', to: email.value, content } };
}
