import type { Locale } from '../domain/locale.js';
import type { Recipient, SecurityIncident } from '../domain/recipient.js';
import type { MessageOrder } from './queue-message.use-case.js';

/** The mail that tells a recipient of an incident. */
export function securityNotice(recipient: Recipient, { causeId, event, at, by, customerNumber }: SecurityIncident, to: string, locale: Locale): MessageOrder {
  const { accountId, firstName, lastName } = recipient;
  const names = { ...(firstName && { firstName: firstName.value }), ...(lastName && { lastName: lastName.value }) };
  const what = { event, at: at.toISOString(), ...(by && { by }), ...(customerNumber && { customerNumber }) };
  const content = { messageType: 'security-notice' as const, data: { ...names, ...what } };
  return { causeId, messageType: 'security-notice', accountId, locale, to, body: { kind: 'open', to, content } };
}

/** The mail at the address on file, or nothing while there is none. */
export function securityNoticeOnFile(recipient: Recipient, incident: SecurityIncident): MessageOrder | undefined {
  const { email, locale } = recipient;
  return email && securityNotice(recipient, incident, email.value, locale?.value ?? 'de');
}
