import { Injectable } from '@nestjs/common';
import { type Call, Clock, DomainError, Transactions } from '#libs/kernel';
import { rotate } from '../domain/key-ring.policy.js';
import { KeyRingStore } from '../domain/key-ring.store.js';
import { newSigningKey } from '../domain/signing-key.js';
import { KeySettings } from '../domain/key-settings.js';

/** For operators: the next key signs, the one that signed retires. Two at once rotate once. */
@Injectable()
export class RotateSigningKeys {
  constructor(
    private readonly rings: KeyRingStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: KeySettings,
  ) {}

  async execute(call: Call): Promise<void> {
    const ring = await this.rings.read();
    if (!ring) throw new DomainError('service-unavailable');
    const now = this.clock.now();
    const rotated = rotate(ring, newSigningKey('NEXT', this.settings.encryptionKey, now), now, this.settings.dropBefore(now));
    await this.transactions.run(call, async (tx) => {
      const isOurs = await this.rings.replace(tx, rotated);
      if (isOurs) tx.audit({ action: 'signing-keys.rotated', actor: { kind: 'OPERATOR' }, details: { version: rotated.version } });
    });
  }
}
