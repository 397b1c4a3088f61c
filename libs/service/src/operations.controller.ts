import { Controller, type Type } from '@nestjs/common';
import { type AuditItem, listAudit, outboxLag, type RequestOf, type ServiceName, verifyAudit } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { type AuditEntry, AuditLog, AuditVerifier, OutboxRelay } from '#libs/persistence';

/** What operators may ask of every service on the bus. */
export function operationsControllers(service: ServiceName): Type[] {
  @Controller()
  class OperationsController {
    constructor(
      private readonly relay: OutboxRelay,
      private readonly audit: AuditLog,
      private readonly verifier: AuditVerifier,
    ) {}

    @Handles(outboxLag[service])
    outboxLag() {
      return this.relay.lag();
    }

    @Handles(listAudit[service])
    async listAudit({ accountId, limit, cursor }: RequestOf<(typeof listAudit)[ServiceName]>) {
      const { items, nextCursor } = await this.audit.list({ limit, ...(accountId && { accountId }), ...(cursor && { cursor }) });
      return { items: items.map(describe), nextCursor };
    }

    @Handles(verifyAudit[service])
    verifyAudit({ limit, cursor }: RequestOf<(typeof verifyAudit)[ServiceName]>) {
      return this.verifier.verify({ limit, ...(cursor && { cursor }) });
    }
  }
  return [OperationsController];
}

function describe({ _id, accountId, origin, details, at, ...row }: AuditEntry): AuditItem {
  return { id: _id, ...row, at: at.toISOString(), accountId: accountId ?? null, origin: origin ?? null, details: details ?? {} };
}
