import 'reflect-metadata';
import { isCrmFactOfAnother, messageFailed, messageSent } from '#libs/contracts';
import { runWhenEntry, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { ContractLinkingModule } from './contract-linking.module.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { ServiceFactsConsumer } from './inbound/service-facts.consumer.js';
import { migrations } from './storage/migrations.js';

/** What became of e-mails: of none that this service asked for. */
const MAILS_OF_OTHERS: readonly string[] = [messageSent.type, messageFailed.type];

/** Starts contract-linking: customers and contracts, as the CRM's facts make them, and what accounts have linked of them. */
export const start = (env?: NodeJS.ProcessEnv) =>
  startService({
    name: 'contract-linking',
    config: loadConfig(env),
    module: ContractLinkingModule,
    migrations,
    facts: [CrmFactsConsumer, ServiceFactsConsumer],
    ignoreUnknown: (subject) => isCrmFactOfAnother(subject) || MAILS_OF_OTHERS.includes(subject),
  });

runWhenEntry(import.meta.url, start);
