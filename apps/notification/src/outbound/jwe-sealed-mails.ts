import { compactDecrypt, importJWK, type JWK } from 'jose';
import { activationCodeDelivery } from '#libs/contracts';
import type { MailType } from '../domain/mail-content.js';
import { type OpenedMail, SealedMails, UnreadableSeal } from '../domain/sealed-mails.js';

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

function contentOf(messageType: MailType, secret: unknown, expiresAt?: Date): OpenedMail {
  switch (messageType) {
    case 'activation-code': {
      const { to, ...data } = activationCodeDelivery.secret.parse(secret);
      return { to, content: { messageType, data: { ...data, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) } } };
    }
    default:
      throw new Error(`${messageType} is never sealed`);
  }
}
