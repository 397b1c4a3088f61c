import type { HeldContract } from './held-contract.store.js';
import type { Product, Right } from './right.js';

export type HandoverTarget = 'INVOICE_ONLINE' | 'CUSTOMER_CENTRE' | 'TELEPHONY_CENTRE' | 'ADMINISTRATION_PORTAL';
export type HandoverVerdict = 'authorized' | 'not-found' | 'target-not-available' | 'customer-centre-not-linked' | 'right-missing';

interface Target {
  /** Any of these suffices. */
  needs: readonly Right[];
  /** Products that have it; all unless given. */
  products?: readonly Product[];
  /** Opened by a link to the customer centre. */
  isLinked: boolean;
}

const TARGETS: Record<HandoverTarget, Target> = {
  INVOICE_ONLINE: { needs: ['INVOICE_ONLINE'], isLinked: true },
  CUSTOMER_CENTRE: { needs: ['INVOICE_ONLINE', 'TELEPHONY_CENTRE'], isLinked: true },
  TELEPHONY_CENTRE: { needs: ['TELEPHONY_CENTRE'], products: ['SIP_TRUNK', 'IP_VOICE_DATA'], isLinked: true },
  ADMINISTRATION_PORTAL: { needs: ['ADMINISTRATION'], products: ['COMPANY_FLEX', 'CLOUD_PBX'], isLinked: false },
};

/** Whether somebody is led from a contract to a portal, already signed in; if not, why. `held` is what they hold on the contract now. */
export class HandoverPolicy {
  decide(target: HandoverTarget, held: Pick<HeldContract, 'product' | 'rights'> | undefined, isMaster: boolean): HandoverVerdict {
    if (!held) return 'not-found';
    const { needs, products, isLinked } = TARGETS[target];
    if (products && !products.includes(held.product)) return 'target-not-available';
    if (needs.some((right) => held.rights.includes(right))) return 'authorized';
    return isLinked && isMaster && held.rights.includes('ADMINISTRATION') ? 'customer-centre-not-linked' : 'right-missing';
  }
}
