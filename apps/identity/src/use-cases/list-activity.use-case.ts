import { Injectable } from '@nestjs/common';
import type { listActivity, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { SHOWN_ACTIONS, shownActivity, type Activity } from '../domain/activity.js';
import { ActivityStore } from '../domain/activity.store.js';
import { CallerSession } from './caller-session.js';

/** What happened to the caller's account, newest first. The cursor is the number of a row. */
@Injectable()
export class ListActivityUseCase {
  constructor(
    private readonly caller: CallerSession,
    private readonly activity: ActivityStore,
  ) {}

  async execute(request: RequestOf<typeof listActivity>): Promise<ReplyOf<typeof listActivity>> {
    const { accountId, limit, cursor } = request;
    const before = cursor === undefined ? undefined : readCursor(cursor);
    await this.caller.assertAlive(request);
    const found = await this.activity.listOf(accountId, { limit: limit + 1, actions: SHOWN_ACTIONS, ...(before !== undefined && { before }) });
    const rows = found.slice(0, limit);
    return { items: rows.flatMap(describe), nextCursor: found.length > limit ? String(rows.at(-1)!.number) : null };
  }
}

function describe(row: Activity) {
  const shown = shownActivity(row);
  return shown ? [{ ...shown, at: shown.at.toISOString() }] : [];
}

function readCursor(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  return Number(cursor);
}
