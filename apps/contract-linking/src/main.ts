import 'reflect-metadata';
import { isCrmFactOfAnother } from '#libs/contracts';
import { runWhenEntry, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { ContractLinkingModule } from './contract-linking.module.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { migrations } from './storage/migrations.js';

/** Starts contract-linking: customers and contracts, as the CRM's facts make them. */
export const start = (env?: NodeJS.ProcessEnv) =>
  startService({
    name: 'contract-linking',
    config: loadConfig(env),
    module: ContractLinkingModule,
    migrations,
    facts: [CrmFactsConsumer],
    ignoreUnknown: (subject) => isCrmFactOfAnother(subject),
  });

runWhenEntry(import.meta.url, start);
