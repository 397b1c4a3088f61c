import { isInForce } from './contract.js';
import type { ContractRights, Holder } from './contract-rights.js';
import { hasExpired } from './grant.js';
import type { Right } from './right.js';

/** What one account may give of a contract now. */
export class SharingPolicy {
  constructor(private readonly now: Date) {}

  /** Transferable is what is held by an own link, not what was itself transferred. */
  mayTransfer(rights: ContractRights | undefined, accountId: string): boolean {
    return this.holder(rights, accountId)?.transferable === true;
  }

  /** Whoever holds nothing holds an empty list. */
  held(rights: ContractRights | undefined, accountId: string): Right[] {
    return this.holder(rights, accountId)?.rights ?? [];
  }

  private holder({ contract, holders }: Partial<Pick<ContractRights, 'contract' | 'holders'>> = {}, accountId: string): Holder | undefined {
    if (!contract || !holders || !isInForce(contract, this.now)) return undefined;
    return holders.find((holder) => holder.accountId === accountId && !hasExpired(holder, this.now));
  }
}
