import { Injectable } from '@nestjs/common';
import { Database, wipeDelivered } from '#libs/persistence';
import { DeliveredSecrets } from '../domain/delivered-secrets.js';

/** The secret of a delivery lies in its outbox row. */
@Injectable()
export class OutboxDeliveredSecrets extends DeliveredSecrets {
  constructor(private readonly database: Database) {
    super();
  }

  wipe(causeId: string): Promise<void> {
    return wipeDelivered(this.database, causeId);
  }
}
