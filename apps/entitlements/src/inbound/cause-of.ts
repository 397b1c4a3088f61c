import type { Actor } from '#libs/kernel';
import type { Fact } from '#libs/messaging';
import type { Cause } from '../use-cases/rights-changes.js';

/** Rights change by somebody's doing elsewhere: `bsp.evt.contract-linking.customer.linked.v1` is the cause `customer.linked`. */
export function causeOf({ type, data }: Fact<{ actor: { kind: Actor['kind']; accountId?: string | undefined } }>): Cause {
  const { kind, accountId } = data.actor;
  return { actor: { kind, ...(accountId && { accountId }) }, what: type.split('.').slice(3, 5).join('.') };
}
