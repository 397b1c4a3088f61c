import { Injectable } from '@nestjs/common';
import type { listSubAdministrators, ReplyOf, RequestOf } from '#libs/contracts';
import { SubAdministratorStore } from '../domain/sub-administrator.store.js';
import { cutToPage, idPageOf } from './id-cursor.js';
import { describeSubAdministrator } from './sub-administrator.js';

/**
 * The caller's sub-administrators, newest first; whoever is no master administrator has none. Leaves session and role to the gateway's
 * check, as `get-me` does: it shows nobody's but the caller's own, and is one read.
 */
@Injectable()
export class ListSubAdministratorsUseCase {
  constructor(private readonly subAdministrators: SubAdministratorStore) {}

  async execute({ accountId, limit, cursor }: RequestOf<typeof listSubAdministrators>): Promise<ReplyOf<typeof listSubAdministrators>> {
    const found = await this.subAdministrators.listOf(accountId, idPageOf({ limit, cursor }));
    const { shown, nextCursor } = cutToPage(found, limit);
    return { items: shown.map(describeSubAdministrator), nextCursor };
  }
}
