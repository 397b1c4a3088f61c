import { beforeEach, describe, expect, it } from '@jest/globals';
import { customerCentreLinked, customerCentreUnlinked } from '#libs/contracts';
import { type DomainError, ManualClock, newCall, newId } from '#libs/kernel';
import { MemoryCentreVerificationStore, MemoryCustomerCentreLinkStore, MemoryTransactions } from '../../test/memory/memory-customer-centre.js';
import { MemorySeenContractStore } from '../../test/memory/memory-link.stores.js';
import { MemoryDatabase } from '../../test/memory/memory-linking.database.js';
import { newVerification } from '../domain/centre-verification.js';
import { MOST_LINKS_AT_ONCE } from '../domain/customer-centre-link.js';
import { EndCustomerCentreLinksUseCase } from './end-customer-centre-links.use-case.js';
import { LinkCustomerCentreUseCase } from './link-customer-centre.use-case.js';
import { ListCustomerCentreLinksUseCase } from './list-customer-centre-links.use-case.js';
import { UnlinkCustomerCentreUseCase } from './unlink-customer-centre.use-case.js';

const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };
const [ONE, TWO, THREE] = ['0228100001', '0228100002', '0228100003'];
const call = () => newCall(5_000);
const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => String(first + n));

/** Contracts that others were told of. */
const seen = new MemoryDatabase();
const SEEN = [ONE, TWO, THREE, ...numbersFrom(228_200_000, MOST_LINKS_AT_ONCE + 3), ...numbersFrom(228_300_000, MOST_LINKS_AT_ONCE)];
const life = { number: 1, customerNumber: '4711000', product: 'SIP_TRUNK', validFrom: new Date('2026-01-01') } as const;
seen.contracts.set(life.customerNumber, SEEN.map((accessNumber) => ({ accessNumber, life })));

let clock: ManualClock;
let accountId: string;
let transactions: MemoryTransactions;
let links: MemoryCustomerCentreLinkStore;
let verifications: MemoryCentreVerificationStore;
beforeEach(() => {
  [clock, accountId, transactions, links, verifications] = [new ManualClock(), newId(), new MemoryTransactions(), new MemoryCustomerCentreLinkStore(), new MemoryCentreVerificationStore()];
});

const caller = () => ({ accountId, sessionId: newId(), origin: ORIGIN });
const verified = async (...accessNumbers: string[]) => {
  const verification = newVerification(newId(), accountId, { subject: 'login-1', accessNumbers }, clock.now());
  await transactions.run(call(), (tx) => verifications.add(tx, verification));
  return verification.id;
};
const useCase = () => new LinkCustomerCentreUseCase(transactions, verifications, links, new MemorySeenContractStore(seen), clock);
const link = async (verificationId: string, administered: string[], who = caller()) => (await useCase().execute({ verificationId, administered, ...who }, call())).accessNumbers;
const codeOf = (work: Promise<unknown>) => work.then(() => undefined, ({ code }: DomainError) => code);
const unlink = (accessNumber: string) => new UnlinkCustomerCentreUseCase(transactions, links, clock).execute({ accessNumber, ...caller() }, call());
const list = (page: { limit: number; cursor?: string }) => new ListCustomerCentreLinksUseCase(links).execute({ ...caller(), ...page });
const said = () => transactions.said;
const told = () => said().facts.map(({ type, sequence, data }) => [type, sequence, (data as { accessNumber: string }).accessNumber]);

describe('linking the customer centre', () => {
  it('links what is verified, administered and known, with a fact each and one audit row', async () => {
    expect(await link(await verified(THREE, ONE, TWO, '9900000001'), [ONE, THREE, '9900000001', '0228999999'])).toEqual([ONE, THREE]);
    expect(told()).toEqual([ONE, THREE].map((number) => [customerCentreLinked.type, 1, number]));
    const [first, second] = said().facts.map(({ data, subject }) => ({ ...(data as { saveId: string; linkId: string }), subject }));
    expect(first).toMatchObject({ actor: { kind: 'SELF', accountId }, accountId, version: 1, product: 'SIP_TRUNK', linkId: first!.subject });
    expect([second!.saveId, second!.linkId === first!.linkId]).toEqual([first!.saveId, false]);
    expect(said().audits).toEqual([{ action: 'customer-centre.linked', actor: { kind: 'SELF', accountId }, accountId, origin: ORIGIN, details: { accessNumbers: [ONE, THREE] } }]);
  });

  it('refuses where nothing is left, and the verification stays usable', async () => {
    const verificationId = await verified(ONE, '9900000001');
    for (const administered of [[], [TWO], ['9900000001']]) expect(await codeOf(link(verificationId, administered))).toBe('no-matching-contract');
    expect(await codeOf(link(await verified(), [ONE]))).toBe('no-matching-contract');
    expect([await link(verificationId, [ONE]), said().audits.length]).toEqual([[ONE], 1]);
  });

  it('lets linked ones stay, names them and tells of them again', async () => {
    await link(await verified(ONE), [ONE]);
    clock.advance(1_000);
    expect(await link(await verified(ONE, TWO), [ONE, TWO])).toEqual([ONE, TWO]);
    expect(told().map(([, , number]) => number)).toEqual([ONE, TWO]);
    expect(said().recalled).toEqual([said().facts[0]]);
    expect(await link(await verified(ONE, TWO), [TWO])).toEqual([TWO]);
    expect(said().recalled.slice(1)).toEqual([said().facts[1]]);
    expect(said().audits).toHaveLength(2);
  });

  it('answers a repetition as the first time, for a minute, to the same caller', async () => {
    const verificationId = await verified(ONE, TWO);
    await link(verificationId, [ONE]);
    expect([await link(verificationId, [ONE, TWO]), await link(verificationId, [])]).toEqual([[ONE], [ONE]]);
    expect([told().length, said().recalled]).toEqual([1, [said().facts[0], said().facts[0]]]);
    expect(await codeOf(link(verificationId, [ONE], { ...caller(), accountId: newId() }))).toBe('not-found');
    clock.advance(60_000);
    expect(await codeOf(link(verificationId, [ONE]))).toBe('not-found');
    expect(await codeOf(link(newId(), [ONE]))).toBe('not-found');
  });

  it('links very many one part after the other, until repeating succeeds', async () => {
    const numbers = numbersFrom(228_200_000, MOST_LINKS_AT_ONCE + 3);
    expect(await codeOf(link(await verified(...numbers), numbers))).toBe('service-unavailable');
    expect(said().facts).toHaveLength(MOST_LINKS_AT_ONCE);
    expect(await link(await verified(...numbers), numbers)).toEqual(numbers);
    expect([said().facts.length, said().recalled.length]).toEqual([numbers.length, MOST_LINKS_AT_ONCE - 3]);
  });
});

describe('unlinking the customer centre', () => {
  it('ends the link once, and tells a repetition of it again', async () => {
    await link(await verified(ONE), [ONE]);
    for (let n = 0; n < 2; n++) expect(await unlink(ONE)).toEqual({});
    expect(told()).toEqual([[customerCentreLinked.type, 1, ONE], [customerCentreUnlinked.type, 2, ONE]]);
    expect(said().recalled).toEqual([said().facts[1]]);
    expect(said().audits[1]).toEqual({ action: 'customer-centre.unlinked', actor: { kind: 'SELF', accountId }, accountId, origin: ORIGIN, details: { accessNumber: ONE } });
  });

  it('does not know what was never linked', async () => {
    await link(await verified(ONE), [ONE]);
    expect(await codeOf(unlink(TWO))).toBe('not-found');
    accountId = newId();
    expect(await codeOf(unlink(ONE))).toBe('not-found');
  });

  it('makes room for a new link', async () => {
    await link(await verified(ONE), [ONE]);
    await unlink(ONE);
    expect(await link(await verified(ONE), [ONE])).toEqual([ONE]);
    expect(new Set(said().facts.map(({ subject }) => subject)).size).toBe(2);
  });
});

describe('links that somebody else ends', () => {
  it('end with their rights, once, whoever else they are named by, and the actor is whoever took those', async () => {
    await link(await verified(ONE, TWO), [ONE, TWO]);
    const linkId = said().facts[0]!.subject;
    const actor = { kind: 'MASTER' as const, accountId: newId() };
    const end = (whose: string) => new EndCustomerCentreLinksUseCase(transactions, links, clock).execute({ accountId: whose, linkIds: [linkId, newId()], actor, cause: 'customer.unlinked' }, call());
    for (const whose of [newId(), accountId, accountId]) await end(whose);
    expect(said().facts.slice(2)).toEqual([expect.objectContaining({ type: customerCentreUnlinked.type, sequence: 2, subject: linkId, data: expect.objectContaining({ actor, accountId, version: 2 }) })]);
    expect(said().audits.slice(1)).toEqual([{ action: 'customer-centre.unlinked', actor, accountId, details: { accessNumbers: [ONE], cause: 'customer.unlinked' } }]);
  });

  it('end under one save where one change ended them, though each is told apart, so that one e-mail tells of all', async () => {
    const numbers = [ONE, TWO, THREE, SEEN.at(-1)!];
    await link(await verified(...numbers), numbers);
    const made = said().facts.map(({ subject }) => subject);
    const changes = [['a', 'contract.moved'], ['a', 'contract.moved'], ['b', 'contract.moved'], ['a', 'contract.ended']] as const;
    const useCase = new EndCustomerCentreLinksUseCase(transactions, links, clock);
    for (const [n, linkId] of made.entries()) {
      const [digit, cause] = changes[n]!;
      await useCase.execute({ accountId, linkIds: [linkId], actor: { kind: 'CRM' }, cause }, newCall(5_000, { traceparent: `00-${digit.repeat(32)}-00000000000000ab-00` }));
    }
    const saves = said().facts.slice(made.length).map(({ data }) => (data as { saveId: string }).saveId);
    expect(saves.map((save) => save === saves[0])).toEqual([true, true, false, false]);
  });

  it('end all with the account, whoever closed it, in one save', async () => {
    const numbers = numbersFrom(228_300_000, MOST_LINKS_AT_ONCE);
    await link(await verified(...numbers), numbers);
    await link(await verified(ONE), [ONE]);
    const before = said().facts.length;
    for (let n = 0; n < 2; n++) await new EndCustomerCentreLinksUseCase(transactions, links, clock).execute({ accountId, actor: { kind: 'OPERATOR' }, cause: 'account.closed' }, call());
    const ended = said().facts.slice(before);
    expect([ended.length, new Set(ended.map(({ data }) => (data as { saveId: string }).saveId)).size]).toEqual([MOST_LINKS_AT_ONCE + 1, 1]);
    expect((await list({ limit: 1 })).items).toEqual([]);
    expect(said().audits.slice(-2)).toEqual([expect.objectContaining({ actor: { kind: 'OPERATOR' }, accountId }), expect.objectContaining({ action: 'customer-centre.unlinked', details: { accessNumbers: [expect.any(String)], cause: 'account.closed' } })]);
  });
});

describe('the list of links', () => {
  it('goes on where it ended, by access number', async () => {
    await link(await verified(TWO, ONE, THREE), [ONE, TWO, THREE]);
    const first = await list({ limit: 2 });
    expect(first.items).toEqual([ONE, TWO].map((accessNumber) => ({ accessNumber, linkedAt: clock.now().toISOString() })));
    expect(await list({ limit: 2, cursor: first.nextCursor! })).toEqual({ items: [expect.objectContaining({ accessNumber: THREE })], nextCursor: null });
  });

  it.each(['x', Buffer.from('0228').toString('base64url'), Buffer.from('{"$gt":""}').toString('base64url')])('refuses "%s" as a cursor', async (cursor) => {
    expect(await codeOf(list({ limit: 2, cursor }))).toBe('validation-failed');
  });
});
