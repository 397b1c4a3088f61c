import { Injectable } from '@nestjs/common';
import type { listSigningKeys, ReplyOf } from '#libs/contracts';
import { KeyRingStore } from '../domain/key-ring.store.js';

/** For operators: every key, without its secret. */
@Injectable()
export class ListSigningKeys {
  constructor(private readonly rings: KeyRingStore) {}

  async execute(): Promise<ReplyOf<typeof listSigningKeys>> {
    const ring = await this.rings.read();
    return {
      keys: (ring?.keys ?? []).map(({ kid, state, createdAt, retiredAt }) => ({ kid, state, createdAt: createdAt.toISOString(), retiredAt: retiredAt?.toISOString() ?? null })),
    };
  }
}
