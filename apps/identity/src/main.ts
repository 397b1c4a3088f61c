import 'reflect-metadata';
import { runWhenEntry, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { IdentityModule } from './identity.module.js';
import { ContractFactsConsumer } from './inbound/contract-facts.consumer.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { DeferredRequestsWorker } from './inbound/deferred-requests.worker.js';
import { ExpiredSessionsWorker } from './inbound/expired-sessions.worker.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { MessageFactsConsumer } from './inbound/message-facts.consumer.js';
import { ShareFactsConsumer } from './inbound/share-facts.consumer.js';
import { StaffFactsConsumer } from './inbound/staff-facts.consumer.js';
import { WaitingRegistrationsWorker } from './inbound/waiting-registrations.worker.js';
import { migrations } from './storage/migrations.js';

/** Starts identity: accounts, activation, sessions, contact data. */
export const start = (env?: NodeJS.ProcessEnv) =>
  startService({
    name: 'identity',
    config: loadConfig(env),
    module: IdentityModule,
    migrations,
    facts: [ContractFactsConsumer, CrmFactsConsumer, LinkFactsConsumer, MessageFactsConsumer, ShareFactsConsumer, StaffFactsConsumer],
    workers: [DeferredRequestsWorker, ExpiredSessionsWorker, WaitingRegistrationsWorker],
  });

runWhenEntry(import.meta.url, start);
