/** Whom a mail speaks to. Names are as people typed them: only `spoken-name.policy` decides what of them is repeated. */
export interface Addressee {
  salutation?: string;
  firstName?: string;
  lastName?: string;
}

/** What each mail says beyond its fixed words. Instants are RFC 3339. */
export interface MailData {
  'activation-code': Addressee & { code: string; expiresAt?: string };
  'registration-pending': { customerNumber: string; expiresAt: string };
  'account-exists': Record<never, never>;
  'account-activated': Addressee & { role: string };
  'security-notice': Addressee & { event: SecurityEvent; at: string };
}

/** What a security notice can tell of. */
export type SecurityEvent = 'session-token-reused';

export type MailType = keyof MailData;

/** One mail's content: its type with the data of that type. */
export type MailContent = { [T in MailType]: { messageType: T; data: MailData[T] } }[MailType];
