import { Injectable } from '@nestjs/common';
import type { listSubAdministrators, ReplyOf, RequestOf } from '#libs/contracts';
import { SubAdministratorStore } from '../domain/sub-administrator.store.js';
import { CallerSession } from './caller-session.js';
import { cutToPage, idPageOf } from './id-cursor.js';
import { describeSubAdministrator } from './sub-administrator.js';

/** The caller's sub-administrators, newest first. */
@Injectable()
export class ListSubAdministratorsUseCase {
  constructor(
    private readonly caller: CallerSession,
    private readonly subAdministrators: SubAdministratorStore,
  ) {}

  async execute(request: RequestOf<typeof listSubAdministrators>): Promise<ReplyOf<typeof listSubAdministrators>> {
    await this.caller.assertRole('MASTER_ADMINISTRATOR', request);
    const found = await this.subAdministrators.listOf(request.accountId, idPageOf(request));
    const { shown, nextCursor } = cutToPage(found, request.limit);
    return { items: shown.map(describeSubAdministrator), nextCursor };
  }
}
