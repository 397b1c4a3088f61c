import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#libs/kernel';
import { counter, type Logger } from '#libs/observability';
import { Database } from '#libs/persistence';
import { LOGGER } from '#libs/service';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import type { mongo } from 'mongoose';
import { IP_LIMITS, type IpLimit, IpLimits, isGivenBack, tooManyAttempts, windowOf } from '../domain/ip-limits.js';

export const IP_LIMITS_COLLECTION = 'ip-limits';

/** Longest wait for the count (ms); later the caller is told to come back. */
const TIMEOUT = 2_000;

const refused = counter('bsp_ip_limit_refused_total', 'Requests refused by a limit per IP address', ['limit']);

/** The counts live in MongoDB, so that more gateways do not mean more tries. */
@Injectable()
export class MongoIpLimits extends IpLimits {
  private readonly limiters: Record<IpLimit, RateLimiterMongo>;
  private readonly counts: mongo.Collection<{ key: string; points: number; expire: Date }>;

  constructor(
    database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
    this.counts = database.collection(IP_LIMITS_COLLECTION);
    const limiter = (limit: IpLimit) =>
      new RateLimiterMongo({
        storeClient: database.native,
        tableName: IP_LIMITS_COLLECTION,
        keyPrefix: limit,
        points: IP_LIMITS[limit].tries,
        duration: windowOf(limit),
        // Once refused, a prefix costs no more round trips until its time is over; not where the tries under way may be given back.
        ...(!isGivenBack(limit) && { inMemoryBlockOnConsumed: IP_LIMITS[limit].tries + 1 }),
        disableIndexesCreation: true,
      });
    this.limiters = Object.fromEntries((Object.keys(IP_LIMITS) as IpLimit[]).map((limit) => [limit, limiter(limit)])) as Record<IpLimit, RateLimiterMongo>;
  }

  async count(limit: IpLimit, ipPrefix: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timed out')), TIMEOUT);
    });
    try {
      await Promise.race([this.limiters[limit].consume(ipPrefix), late]);
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        refused.inc({ limit });
        // A try that was not made counts for nothing.
        if (isGivenBack(limit)) this.giveBack(limit, ipPrefix);
        throw tooManyAttempts(error.msBeforeNext);
      }
      this.logger.warn({ limit, err: error }, 'tries cannot be counted');
      throw new DomainError('service-unavailable', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
  giveBack(limit: IpLimit, ipPrefix: string): void {
    // Nothing to give back where the time of the count is over.
    const current = { key: this.limiters[limit].getKey(ipPrefix), expire: { $gt: new Date() }, points: { $gt: 0 } };
    this.counts.updateOne(current, { $inc: { points: -1 } }).catch((err: unknown) => this.logger.warn({ limit, err }, 'a try cannot be given back'));
  }
}
