import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { Clock } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { LOGGER } from '#libs/service';
import { activeKey, isOfUse, type KeyRing } from '../domain/key-ring.policy.js';
import { KeyRingStore } from '../domain/key-ring.store.js';
import { KeySettings } from '../domain/key-settings.js';
import { newSigningKey, privateKeyOf, publicKeyOf, type SigningKey } from '../domain/signing-key.js';

/** An unknown kid makes the keys be read again, but no more often than this (ms): anybody can invent kids. */
const REREAD_PAUSE = 1_000;
/** Changes are looked for this often (ms). A change stream would hear of them at once, and make the database read every write of every service for it. */
const REREAD_EVERY = 2_000;

/** The signing keys as this gateway knows them; kept up to date. */
@Injectable()
export class SigningKeys implements OnModuleInit, OnApplicationShutdown {
  private ring: KeyRing = { version: 0, keys: [] };
  private signer!: { kid: string; key: KeyObject };
  private verifiers = new Map<string, { key: KeyObject; of: SigningKey }>();
  private reading: Promise<void> | undefined;
  private soughtAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rings: KeyRingStore,
    private readonly clock: Clock,
    private readonly settings: KeySettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Makes the first keys where there are none yet; of two gateways one does. */
  async onModuleInit(): Promise<void> {
    const now = this.clock.now();
    if (!(await this.rings.read())) {
      const keys = (['NEXT', 'ACTIVE'] as const).map((state) => newSigningKey(state, this.settings.encryptionKey, now));
      await this.rings.create({ version: 1, keys });
    }
    await this.read();
    this.timer = setInterval(() => void this.refresh(), REREAD_EVERY).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** The key that signs. */
  get active(): { kid: string; key: KeyObject } {
    return this.signer;
  }

  /** The key to verify with, if there is one of this name; `evenExpired` for tokens that may have expired long ago. */
  async verifier(kid: string, evenExpired: boolean): Promise<KeyObject | undefined> {
    if (!this.verifiers.has(kid) && Date.now() - this.soughtAt >= REREAD_PAUSE) {
      this.soughtAt = Date.now();
      await this.refresh();
    }
    return this.knownVerifier(kid, evenExpired);
  }

  /** As `verifier`, of what is known already. */
  knownVerifier(kid: string, evenExpired: boolean): KeyObject | undefined {
    const found = this.verifiers.get(kid);
    const now = this.clock.now();
    return found && isOfUse(found.of, evenExpired ? this.settings.dropBefore(now) : this.settings.forgetBefore(now)) ? found.key : undefined;
  }

  /** What others verify with: RFC 7517. */
  jwks(): { keys: JsonWebKey[] } {
    const forgetBefore = this.settings.forgetBefore(this.clock.now());
    return { keys: this.ring.keys.filter((key) => isOfUse(key, forgetBefore)).map(({ kid, publicKey }) => ({ ...publicKey, kid, use: 'sig', alg: 'ES256' })) };
  }

  private unlock(active: SigningKey): KeyObject {
    try {
      return privateKeyOf(active, this.settings.encryptionKey);
    } catch (error) {
      throw new Error('the signing keys in the database were encrypted with another JWT_KEY_ENCRYPTION_KEY', { cause: error });
    }
  }

  private refresh(): Promise<void> {
    this.reading ??= this.read()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'signing keys cannot be read, going on with those that are known'))
      .finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<void> {
    const ring = await this.rings.read();
    if (!ring) throw new Error('there are no signing keys');
    if (ring.version === this.ring.version) return;
    const active = activeKey(ring);
    const signer = { kid: active.kid, key: this.unlock(active) };
    this.verifiers = new Map(ring.keys.map((of) => [of.kid, { key: publicKeyOf(of), of }]));
    this.signer = signer;
    this.ring = ring;
    this.logger.info({ version: ring.version, kid: active.kid }, 'signing keys read');
  }
}
