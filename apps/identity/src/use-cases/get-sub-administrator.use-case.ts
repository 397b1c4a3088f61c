import { Injectable } from '@nestjs/common';
import type { getSubAdministrator, ReplyOf, RequestOf } from '#libs/contracts';
import { OwnSubAdministrators } from './own-sub-administrators.js';
import { describeSubAdministrator } from './sub-administrator.js';

/** One of the caller's sub-administrators. */
@Injectable()
export class GetSubAdministratorUseCase {
  constructor(private readonly own: OwnSubAdministrators) {}

  async execute(request: RequestOf<typeof getSubAdministrator>): Promise<ReplyOf<typeof getSubAdministrator>> {
    return describeSubAdministrator((await this.own.find(request)).account);
  }
}
