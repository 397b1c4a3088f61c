import { DeliveredSecrets } from '#libs/kernel';
import type { Database } from './database.js';
import { wipeDelivered } from './outbox.store.js';

/** The secret of a delivery lies in its outbox row. */
export class OutboxDeliveredSecrets extends DeliveredSecrets {
  constructor(private readonly database: Database) {
    super();
  }

  wipe(causeId: string): Promise<void> {
    return wipeDelivered(this.database, causeId);
  }
}
