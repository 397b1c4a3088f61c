import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/kernel';
import { IpLimits } from '../domain/ip-limits.js';

const LIMIT = 'failed-sign-in';

/** Counts sign-ins that fail per network prefix, so that few of many usernames can be tried with one password. */
@Injectable()
export class FailedSignIns {
  constructor(private readonly limits: IpLimits) {}

  /** Every try counts before it is made, so that parallel ones cannot slip through together; all but wrong credentials give it back. @throws DomainError `too-many-attempts` */
  async counted<T>(ipPrefix: string, signIn: () => Promise<T>): Promise<T> {
    await this.limits.count(LIMIT, ipPrefix);
    try {
      const answer = await signIn();
      this.limits.giveBack(LIMIT, ipPrefix);
      return answer;
    } catch (error) {
      const isFailure = error instanceof DomainError && error.code === 'invalid-credentials';
      if (!isFailure) this.limits.giveBack(LIMIT, ipPrefix);
      throw error;
    }
  }
}
