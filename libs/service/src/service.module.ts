import { type DynamicModule, Module } from '@nestjs/common';
import { Clock, DeliveredSecrets, Transactions } from '#libs/kernel';
import { BusClient, NatsLink } from '#libs/messaging';
import { AuditLog, AuditVerifier, Database, OutboxDeliveredSecrets, OutboxRelay } from '#libs/persistence';
import { operationsControllers } from './operations.controller.js';
import type { Plumbing } from './plumbing.js';

/** Injection token of the service's validated configuration. */
export const CONFIG = Symbol('configuration');
/** Injection token of the service's pino logger. */
export const LOGGER = Symbol('logger');

/** Global: what every use case may ask for, by class. */
@Module({})
export class ServiceModule {
  static with(plumbing: Plumbing): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: plumbing.config },
      { provide: LOGGER, useValue: plumbing.logger },
      { provide: Clock, useValue: plumbing.clock },
      { provide: Transactions, useValue: plumbing.transactions },
      { provide: Database, useValue: plumbing.database },
      { provide: OutboxRelay, useValue: plumbing.relay },
      { provide: DeliveredSecrets, useValue: new OutboxDeliveredSecrets(plumbing.database) },
      { provide: AuditLog, useValue: new AuditLog(plumbing.database) },
      { provide: AuditVerifier, useValue: new AuditVerifier(plumbing.database, plumbing.hasher) },
      { provide: NatsLink, useValue: plumbing.link },
      { provide: BusClient, useValue: plumbing.bus },
    ];
    return { module: ServiceModule, global: true, controllers: operationsControllers(plumbing.service), providers, exports: providers.map(({ provide }) => provide) };
  }
}
