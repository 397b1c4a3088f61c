import 'reflect-metadata';
import { runWhenEntry, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { DeliveriesConsumer } from './inbound/deliveries.consumer.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { MessageSenderWorker } from './inbound/message-sender.worker.js';
import { RegistrationFactsConsumer } from './inbound/registration-facts.consumer.js';
import { SecurityFactsConsumer } from './inbound/security-facts.consumer.js';
import { ShareFactsConsumer } from './inbound/share-facts.consumer.js';
import { NotificationModule } from './notification.module.js';
import { migrations } from './storage/migrations.js';

/** Starts notification: facts and deliveries in, e-mails and letters out. */
export const start = (env?: NodeJS.ProcessEnv) =>
  startService({
    name: 'notification',
    config: loadConfig(env),
    module: NotificationModule,
    migrations,
    facts: [DeliveriesConsumer, RegistrationFactsConsumer, AccountFactsConsumer, SecurityFactsConsumer, LinkFactsConsumer, ShareFactsConsumer],
    workers: [MessageSenderWorker],
  });

runWhenEntry(import.meta.url, start);
