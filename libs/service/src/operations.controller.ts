import { Controller, type Type } from '@nestjs/common';
import { outboxLag, type ServiceName } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { OutboxRelay } from '#libs/persistence';

/** What operators may ask of every service on the bus. */
export function operationsControllers(service: ServiceName): Type[] {
  @Controller()
  class OperationsController {
    constructor(private readonly relay: OutboxRelay) {}

    @Handles(outboxLag[service])
    outboxLag() {
      return this.relay.lag();
    }
  }
  return [OperationsController];
}
