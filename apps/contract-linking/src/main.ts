import 'reflect-metadata';
import { isCrmFactOfAnother } from '#libs/contracts';
import { runWhenEntry, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { ContractLinkingModule } from './contract-linking.module.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { ExpiredLettersWorker } from './inbound/expired-letters.worker.js';
import { LetterFactsConsumer } from './inbound/letter-facts.consumer.js';
import { RightsFactsConsumer } from './inbound/rights-facts.consumer.js';
import { migrations } from './storage/migrations.js';

/** Starts contract-linking: customers and contracts, as the CRM's facts make them; letters with one-time passwords; what accounts have linked. */
export const start = (env?: NodeJS.ProcessEnv) =>
  startService({
    name: 'contract-linking',
    config: loadConfig(env),
    module: ContractLinkingModule,
    migrations,
    facts: [CrmFactsConsumer, LetterFactsConsumer, AccountFactsConsumer, RightsFactsConsumer],
    ignoreUnknown: (subject) => isCrmFactOfAnother(subject),
    workers: [ExpiredLettersWorker],
  });

runWhenEntry(import.meta.url, start);
