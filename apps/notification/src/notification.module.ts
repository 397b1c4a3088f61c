import { Module } from '@nestjs/common';
import { CONFIG } from '#libs/service';
import type { Config } from './config.js';
import { Dispatch } from './domain/dispatch.js';
import { LetterSpool } from './domain/letter-spool.js';
import { LetterWriter } from './domain/letter-writer.js';
import { MailServer } from './domain/mail-server.js';
import { domainOf } from './domain/mail-address.policy.js';
import { MailWriter } from './domain/mail-writer.js';
import { MessageStore } from './domain/message.store.js';
import { RecipientStore } from './domain/recipient.store.js';
import { SealedMails } from './domain/sealed-mails.js';
import { SendSignal } from './domain/send-signal.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { DeliveriesConsumer } from './inbound/deliveries.consumer.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { MessageSenderWorker } from './inbound/message-sender.worker.js';
import { RegistrationFactsConsumer } from './inbound/registration-facts.consumer.js';
import { SecurityFactsConsumer } from './inbound/security-facts.consumer.js';
import { ShareFactsConsumer } from './inbound/share-facts.consumer.js';
import { FolderLetterSpool } from './outbound/folder-letter-spool.js';
import { JweSealedMails } from './outbound/jwe-sealed-mails.js';
import { SmtpMailServer } from './outbound/smtp-mail-server.client.js';
import { LetterRenderer } from './rendering/letter-renderer.js';
import { MailRenderer } from './rendering/mail-renderer.js';
import { RenderedLetterWriter } from './rendering/rendered-letter-writer.js';
import { RenderedMailWriter } from './rendering/rendered-mail-writer.js';
import { MongoMessageStore } from './storage/mongo-message.store.js';
import { MongoRecipientStore } from './storage/mongo-recipient.store.js';
import { NotifyOfEmailChangeUseCase } from './use-cases/notify-of-email-change.use-case.js';
import { NotifyOfRightsChangeUseCase } from './use-cases/notify-of-rights-change.use-case.js';
import { NotifyOfSecurityEventUseCase } from './use-cases/notify-of-security-event.use-case.js';
import { QueueMessageUseCase } from './use-cases/queue-message.use-case.js';
import { RecordRecipientUseCase } from './use-cases/record-recipient.use-case.js';
import { RefuseDeliveryUseCase } from './use-cases/refuse-delivery.use-case.js';
import { SendMessageUseCase } from './use-cases/send-message.use-case.js';

const useCases = [
  QueueMessageUseCase, RefuseDeliveryUseCase, RecordRecipientUseCase, NotifyOfSecurityEventUseCase, NotifyOfEmailChangeUseCase, NotifyOfRightsChangeUseCase,
  SendMessageUseCase,
];
const inbound = [DeliveriesConsumer, RegistrationFactsConsumer, AccountFactsConsumer, SecurityFactsConsumer, LinkFactsConsumer, ShareFactsConsumer, MessageSenderWorker];
const stores = [
  { provide: MessageStore, useClass: MongoMessageStore },
  { provide: RecipientStore, useClass: MongoRecipientStore },
];
const outbound = [
  { provide: SealedMails, inject: [CONFIG], useFactory: sealedMails },
  { provide: MailServer, inject: [CONFIG], useFactory: mailServer },
  { provide: MailWriter, inject: [CONFIG, SealedMails], useFactory: mailWriter },
  { provide: LetterSpool, inject: [CONFIG], useFactory: ({ LETTER_SPOOL_DIR }: Config) => new FolderLetterSpool(LETTER_SPOOL_DIR) },
  { provide: LetterWriter, inject: [CONFIG, SealedMails], useFactory: letterWriter },
  { provide: Dispatch, inject: [MailWriter, MailServer, LetterWriter, LetterSpool], useFactory: (...parts: ConstructorParameters<typeof Dispatch>) => new Dispatch(...parts) },
];

@Module({ providers: [...useCases, ...inbound, ...stores, ...outbound, SendSignal] })
export class NotificationModule {}

function sealedMails(config: Config): SealedMails {
  const { NOTIFICATION_PRIVATE_KEY: newest, NOTIFICATION_PREVIOUS_PRIVATE_KEY: previous } = config;
  return new JweSealedMails(previous ? [newest, previous] : [newest]);
}

function mailServer({ SMTP_URL: url, MAIL_FROM, PORTAL_BRAND_NAME }: Config): MailServer {
  return new SmtpMailServer({ url, from: { name: MAIL_FROM.name || PORTAL_BRAND_NAME, address: MAIL_FROM.address } });
}

function mailWriter({ MAIL_FROM, PORTAL_BRAND_NAME: brand, PORTAL_URL: portalUrl }: Config, sealed: SealedMails): MailWriter {
  return new RenderedMailWriter(sealed, new MailRenderer({ brand, portalUrl }), domainOf(MAIL_FROM.address)!);
}

function letterWriter({ LETTER_SENDER, PORTAL_BRAND_NAME: brand, PORTAL_URL: portalUrl }: Config, sealed: SealedMails): LetterWriter {
  return new RenderedLetterWriter(sealed, new LetterRenderer({ brand, portalUrl, sender: LETTER_SENDER ?? brand }));
}
