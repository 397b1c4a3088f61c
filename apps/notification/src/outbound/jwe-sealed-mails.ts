import { compactDecrypt, importJWK, type JWK } from 'jose';
import {
  activationCodeDelivery, emailConfirmationDelivery, otpCodeDelivery, passwordResetDelivery, subAdministratorInvitationDelivery, usernameReminderDelivery,
  welcomeLetterDelivery,
} from '#libs/contracts';
import type { MailContent, MailData, MailType } from '../domain/mail-content.js';
import { type OpenedMail, SealedMails, type SealedType, UnreadableSeal } from '../domain/sealed-mails.js';

type Key = Awaited<ReturnType<typeof importJWK>>;

const ALGORITHMS = { keyManagementAlgorithms: ['ECDH-ES', 'ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] };

/** Deliveries as JWE (compact) for the newest key or, while one is rotated, the one before. */
export class JweSealedMails extends SealedMails {
  private readonly keys: Promise<Key[]>;

  /** `jwks` are private keys as JSON texts, newest first. */
  constructor(jwks: readonly string[]) {
    super();
    this.keys = Promise.all(jwks.map((jwk) => importJWK(JSON.parse(jwk) as JWK, 'ECDH-ES')));
  }

  async open(messageType: MailType, jwe: string, expiresAt?: Date): Promise<OpenedMail> {
    const plain = await this.decrypt(jwe);
    try {
      return contentOf(messageType, JSON.parse(plain), expiresAt);
    } catch (error) {
      // A parser's own message could repeat what it read.
      throw new UnreadableSeal(`the content breaks its contract (${(error as Error).name})`);
    }
  }

  private async decrypt(jwe: string): Promise<string> {
    for (const key of await this.keys) {
      const opened = await compactDecrypt(jwe, key, ALGORITHMS).catch(() => undefined);
      if (opened) return new TextDecoder().decode(opened.plaintext);
    }
    throw new UnreadableSeal('no key at hand opens it');
  }
}

/** The secret of each type, as its contract reads it; it must fit what the mail says. */
const SECRETS: { [T in SealedType]: (secret: unknown) => { to?: string } & MailData[T] } = {
  'activation-code': (secret) => activationCodeDelivery.secret.parse(secret),
  'sub-administrator-invitation': (secret) => subAdministratorInvitationDelivery.secret.parse(secret),
  'otp-code': (secret) => otpCodeDelivery.secret.parse(secret),
  'email-confirmation': (secret) => emailConfirmationDelivery.secret.parse(secret),
  'password-reset': (secret) => passwordResetDelivery.secret.parse(secret),
  'username-reminder': (secret) => usernameReminderDelivery.secret.parse(secret),
  'welcome-letter': (secret) => {
    const letter = welcomeLetterDelivery.secret.parse(secret);
    // A mail without an address is one to an address that is none.
    return letter.channel === 'EMAIL' ? { ...letter, to: letter.recipient.email ?? '' } : letter;
  },
};

const isSealed = (messageType: MailType): messageType is SealedType => messageType in SECRETS;

function contentOf(messageType: MailType, secret: unknown, expiresAt?: Date): OpenedMail {
  if (!isSealed(messageType)) throw new Error(`${messageType} is never sealed`);
  const { to, ...data } = SECRETS[messageType](secret);
  return { ...(to !== undefined && { to }), content: { messageType, data: { ...data, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) } } as MailContent };
}
