import { Inject, Injectable } from '@nestjs/common';
import { counter, type Logger } from '#libs/observability';
import { LOGGER } from '#libs/service';
import { OperationsAlarm } from '../domain/operations-alarm.js';

const blocked = counter('bsp_letters_blocked_total', 'Letters on which too many wrong one-time passwords were tried');
const lastLeft = counter('bsp_last_administrators_left_total', 'Customer numbers whose active contracts have no connected account any more');

/** A line in the log and a figure to watch. */
@Injectable()
export class ReportedOperationsAlarm extends OperationsAlarm {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {
    super();
  }

  letterBlocked(what: { letterId: string; customerNumber: string }): void {
    blocked.inc();
    this.logger.warn(what, 'a letter is blocked: too many wrong one-time passwords were tried');
  }

  lastAdministratorLeft(what: { accountId: string; customerNumber: string }): void {
    lastLeft.inc();
    this.logger.warn(what, 'the last connected account has left a customer number with active contracts');
  }
}
