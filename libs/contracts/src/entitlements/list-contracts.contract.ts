import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { AccessNumber, Caller, CustomerNumber, Product, text } from '../values.js';
import { HeldContract } from './right.js';

/** `q`: the beginning of an access number or of a customer number. */
export const ContractsQuery = PageRequest.extend({ cursor: AccessNumber.optional(), customerNumber: CustomerNumber.optional(), product: Product.optional(), q: text(1, 20).optional() });

/** Contracts on which the caller holds something now, by access number. */
export const listContracts = command('entitlements', 'list-contracts', { request: ContractsQuery.extend(Caller), reply: page(HeldContract) });

/** One of them. @throws `not-found` where the caller holds nothing */
export const getContract = command('entitlements', 'get-contract', { request: z.strictObject({ accessNumber: AccessNumber, ...Caller }), reply: HeldContract });
