import type { MailContent, MailType } from './mail-content.js';

/** Mails and letters that carry a secret. */
export type SealedType = Extract<MailType, 'activation-code' | 'sub-administrator-invitation' | 'otp-code' | 'email-confirmation' | 'password-reset' | 'username-reminder' | 'welcome-letter'>;

/** What a sealed delivery says, and to whom. */
export interface OpenedMail {
  /** Nothing for a letter. */
  to?: string;
  content: MailContent;
}

/** Opens deliveries that carry a secret. */
export abstract class SealedMails {
  /** @throws UnreadableSeal when no key at hand opens it, or what is in it breaks its contract. */
  abstract open(messageType: MailType, jwe: string, expiresAt?: Date): Promise<OpenedMail>;
}

export class UnreadableSeal extends Error {
  override name = 'UnreadableSeal';
}
