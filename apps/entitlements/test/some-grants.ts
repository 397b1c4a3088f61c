import type { Contract } from '../src/domain/contract.js';
import { type ContractRights, noRights } from '../src/domain/contract-rights.js';
import type { Grant } from '../src/domain/grant.js';
import { type Right, RIGHTS, rightsOf, TRANSFERABLE } from '../src/domain/right.js';
import { withGrants } from '../src/domain/rights-change.js';

export const NOW = new Date('2026-05-01T12:00:00Z');
export const later = (ms: number) => new Date(NOW.getTime() + ms);
export const termsAt = (now = NOW, maxTransferDepth = 1) => ({ now, maxTransferDepth });

export const link = (to: string, id = `link of ${to}`): Grant => ({ id, via: 'LINK', to, rights: rightsOf('LINK'), since: NOW });
export const centre = (to: string): Grant => ({ id: `centre of ${to}`, via: 'CUSTOMER_CENTRE', to, rights: rightsOf('CUSTOMER_CENTRE', 'SIP_TRUNK'), since: NOW });
export const transfer = (by: string, to: string): Grant => ({ id: `${by} to ${to}`, via: 'TRANSFER', by, to, rights: [...TRANSFERABLE], since: NOW });
export const assignment = (by: string, to: string, rights: Right[] = [...RIGHTS], until?: Date): Grant => ({ id: `${by} for ${to}`, via: 'ASSIGNMENT', by, to, rights, since: NOW, ...(until && { until }) });

export const aContract = (more: Partial<Contract> = {}): Contract => ({ customerNumber: '4711000', product: 'SIP_TRUNK', validFrom: NOW, life: 1, sequence: 1, ...more });

/** Rights on a contract as these grants make them, told from version 1 on; also where they have lapsed since. */
export const rightsBy = (grants: readonly Grant[], { contract = aContract(), maxTransferDepth = 1 } = {}): ContractRights =>
  withGrants({ ...noRights('030111'), contract }, grants, termsAt(new Date(0), maxTransferDepth)).rights;
