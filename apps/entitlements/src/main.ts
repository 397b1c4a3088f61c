import 'reflect-metadata';
import { runWhenEntry, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { EntitlementsModule } from './entitlements.module.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { ContractFactsConsumer } from './inbound/contract-facts.consumer.js';
import { LapsedRightsWorker } from './inbound/lapsed-rights.worker.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { migrations } from './storage/migrations.js';

/** Starts entitlements: who may do what on which contract. */
export const start = (env?: NodeJS.ProcessEnv) =>
  startService({
    name: 'entitlements',
    config: loadConfig(env),
    module: EntitlementsModule,
    migrations,
    facts: [ContractFactsConsumer, LinkFactsConsumer, AccountFactsConsumer],
    workers: [LapsedRightsWorker],
  });

runWhenEntry(import.meta.url, start);
