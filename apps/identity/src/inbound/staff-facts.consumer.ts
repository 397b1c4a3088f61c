import { Injectable } from '@nestjs/common';
import { supportAgentOffboarded, supportAgentOnboarded } from '#libs/contracts';
import type { Actor } from '#libs/kernel';
import { handlerOf, type AnyFactHandler } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { OffboardSupportAgentUseCase } from '../use-cases/offboard-support-agent.use-case.js';
import { OnboardSupportAgentUseCase } from '../use-cases/onboard-support-agent.use-case.js';

const STAFF_SYSTEM: Actor = { kind: 'SYSTEM' };

/** The staff's systems' word on who works for the hotline. */
@Injectable()
export class StaffFactsConsumer implements FactHandlers {
  constructor(
    private readonly onboardSupportAgent: OnboardSupportAgentUseCase,
    private readonly offboardSupportAgent: OffboardSupportAgentUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(supportAgentOnboarded, async ({ id, time, data }, call) => void (await this.onboardSupportAgent.execute(data, STAFF_SYSTEM, call, { time, id }))),
      handlerOf(supportAgentOffboarded, ({ id, time, data }, call) => this.offboardSupportAgent.execute(data.staffNumber, STAFF_SYSTEM, call, { time, id })),
    ];
  }
}
