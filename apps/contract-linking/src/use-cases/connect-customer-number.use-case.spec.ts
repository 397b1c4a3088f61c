import { describe, expect, it } from '@jest/globals';
import { customerLinked, letterChanged } from '#libs/contracts';
import { type DomainError, newCall, newId } from '#libs/kernel';
import { call, DAY, type MemoryLinking, memoryLinking, newestMail, ordered, ORIGIN } from '../../test/memory/memory-linking.js';

const NUMBER = '1000000';
const WRONG = 'AAAA-BBBB-CCCC';
const HOTLINE = { hotline: '0800 330 1300' };

const requestOf = (accountId: string, oneTimePassword: string, customerNumber = NUMBER) => ({ accountId, sessionId: newId(), customerNumber, oneTimePassword, origin: ORIGIN });
const connect = (linking: MemoryLinking, accountId: string, oneTimePassword: string, customerNumber = NUMBER) => linking.connect.execute(requestOf(accountId, oneTimePassword, customerNumber), call());
const refusal = (answer: Promise<unknown>): Promise<DomainError> => answer.then(() => Promise.reject(new Error('not refused')), (error: DomainError) => error);
const codes = async (linking: MemoryLinking, accountId: string, typed: string[]) => {
  const told: string[] = [];
  for (const one of typed) told.push((await refusal(connect(linking, accountId, one))).code);
  return told;
};

describe('connecting a customer number', () => {
  it('spends the letter and opens the link in one transaction, with what others must know', async () => {
    const linking = memoryLinking();
    const { database, transactions } = linking.stores;
    const life = { number: 1, customerNumber: NUMBER, product: 'SIP_TRUNK' as const, validFrom: new Date('2025-01-01T00:00:00Z') };
    database.contracts.set(NUMBER, [
      { accessNumber: '0228100', life }, { accessNumber: '0228200', life: { ...life, terminatedAt: new Date('2025-06-01T00:00:00Z') } }, { accessNumber: '0228300', life: { ...life, validFrom: new Date('2126-01-01T00:00:00Z') } },
    ]);
    const code = await ordered(linking, NUMBER);
    const { letterId } = newestMail(linking);
    const accountId = newId();
    expect(await connect(linking, accountId, code.toLowerCase().replaceAll('-', ' '))).toEqual({ customerNumber: NUMBER });
    const [link] = [...database.links.values()];
    expect(link).toEqual({ id: expect.any(String), accountId, customerNumber: NUMBER, letterId, linkedAt: linking.clock.now() });
    const actor = { kind: 'SELF', accountId };
    expect(transactions.facts.slice(2)).toEqual([
      { type: letterChanged.type, subject: letterId, sequence: 3, data: { actor, letterId, customerNumber: NUMBER, state: 'REDEEMED' } },
      { type: customerLinked.type, subject: link!.id, sequence: 1, data: { actor, accountId, linkId: link!.id, version: 1, customerNumber: NUMBER, accessNumbers: ['0228100', '0228300'], others: [] } },
    ]);
    expect(transactions.audits.slice(1)).toEqual([
      { action: 'letter.redeemed', accountId, actor, origin: ORIGIN, details: { letterId, customerNumber: NUMBER } },
      { action: 'customer.linked', accountId, actor, origin: ORIGIN, details: { linkId: link!.id, customerNumber: NUMBER, letterId } },
    ]);
    expect(JSON.stringify([transactions.facts, transactions.audits])).not.toContain(code);
  });

  it('names the accounts that were connected before, longest first', async () => {
    const linking = memoryLinking();
    const accounts = [newId(), newId(), newId()];
    for (const accountId of accounts) {
      linking.clock.advance(1_000);
      await connect(linking, accountId, await ordered(linking, NUMBER));
    }
    const others = linking.stores.transactions.facts.filter(({ type }) => type === customerLinked.type).map(({ data }) => (data as { others: string[] }).others);
    expect(others).toEqual([[], [accounts[0]], accounts.slice(0, 2)]);
  });

  it('does not spend the code of whoever is connected already, nor count a try', async () => {
    const linking = memoryLinking();
    const accountId = newId();
    await connect(linking, accountId, await ordered(linking, NUMBER));
    const code = await ordered(linking, NUMBER);
    expect(await codes(linking, accountId, [code, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG])).toEqual(Array(7).fill('already-linked'));
    expect([linking.stores.database.tries.size, linking.stores.database.triesOfAll.size]).toEqual([0, 0]);
    expect(await connect(linking, newId(), code)).toEqual({ customerNumber: NUMBER });
  });

  it('is answered once more to whoever repeats it with the same code within ten minutes, and whoever shows the link is told again', async () => {
    const linking = memoryLinking();
    const accountId = newId();
    const code = await ordered(linking, NUMBER);
    await connect(linking, accountId, code);
    const { facts, recalled } = linking.stores.transactions;
    const told = facts.length;
    expect(await connect(linking, accountId, code)).toEqual({ customerNumber: NUMBER });
    expect([facts.length, recalled.map(({ type }) => type)]).toEqual([told, [customerLinked.type]]);
    linking.clock.advance(10 * 60_000);
    const hashed = linking.hasher.hashed.length;
    expect(await codes(linking, accountId, [code])).toEqual(['already-linked']);
    expect(linking.hasher.hashed).toHaveLength(hashed);
  });

  it('hashes once per try, whatever is known, and says the same of a wrong code, an unknown number and the code of another number', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    await ordered(linking, '2000000');
    linking.hasher.hashed.length = 0;
    const accountId = newId();
    const refusals = await Promise.all([connect(linking, accountId, WRONG), connect(linking, accountId, WRONG, '9999999'), connect(linking, accountId, code, '2000000')].map(refusal));
    expect(refusals.map(({ code: told, params }) => [told, params])).toEqual(Array(3).fill(['code-invalid', HOTLINE]));
    expect(linking.hasher.hashed).toEqual([WRONG, WRONG, code]);
  });

  it('tells of expired, replaced and used ones only to whoever holds the right one', async () => {
    const linking = memoryLinking();
    const replaced = await ordered(linking, NUMBER);
    linking.clock.advance(1);
    const used = await ordered(linking, NUMBER);
    await connect(linking, newId(), used);
    linking.clock.advance(1);
    const expired = await ordered(linking, NUMBER);
    linking.clock.advance(10 * DAY);
    const refusals = await Promise.all([replaced, used, expired, WRONG].map((typed) => refusal(connect(linking, newId(), typed))));
    expect(refusals.map(({ code, params }) => [code, params])).toEqual([['code-expired', HOTLINE], ['code-used', HOTLINE], ['code-expired', HOTLINE], ['code-invalid', HOTLINE]]);
  });

  it('recognizes a code that was hashed at another cost', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    linking.hasher.cost = { memoryKib: 128, passes: 2 };
    expect(await connect(linking, newId(), code)).toEqual({ customerNumber: NUMBER });
  });

  it('is refused to a closed account', async () => {
    const linking = memoryLinking();
    const accountId = newId();
    const code = await ordered(linking, NUMBER);
    await linking.recordClosedAccount.execute({ accountId, closedAt: linking.clock.now(), actor: { kind: 'OPERATOR' } }, call());
    expect((await refusal(connect(linking, accountId, code))).code).toBe('token-invalid');
    expect(await connect(linking, newId(), code)).toEqual({ customerNumber: NUMBER });
  });

  it('gives a repetition its first answer, and counts nothing for it', async () => {
    const linking = memoryLinking();
    const request = requestOf(newId(), await ordered(linking, NUMBER));
    const idempotency = { key: newId(), scope: 's', fingerprint: 'f' };
    for (let n = 0; n < 7; n++) expect(await linking.connect.execute(request, newCall(3_000, { idempotency }))).toEqual({ customerNumber: NUMBER });
    expect([linking.stores.database.links.size, linking.stores.database.tries.size]).toEqual([1, 0]);
  });
});

describe('wrong one-time passwords', () => {
  it('are not those that are right and too late: they count for nobody', async () => {
    const linking = memoryLinking();
    const used = await ordered(linking, NUMBER);
    await connect(linking, newId(), used);
    const accountId = newId();
    expect(await codes(linking, accountId, Array<string>(7).fill(used))).toEqual(Array(7).fill('code-used'));
    expect(await codes(linking, accountId, Array<string>(6).fill(WRONG))).toEqual([...Array<string>(5).fill('code-invalid'), 'too-many-attempts']);
  });

  it('never block a letter that was made after them', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    const triedAt = linking.clock.now();
    linking.clock.advance(1);
    await ordered(linking, NUMBER);
    await linking.blocker.block(NUMBER, triedAt, call());
    expect([...linking.stores.database.letters.values()].map(({ state }) => state).sort()).toEqual(['ORDERED', 'REPLACED']);
  });

  it('make the account wait from the sixth on, with the right one too, until the oldest is a day old; nobody else', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    const accountId = newId();
    expect(await codes(linking, accountId, Array<string>(5).fill(WRONG))).toEqual(Array(5).fill('code-invalid'));
    linking.clock.advance(DAY / 2);
    expect(await refusal(connect(linking, accountId, code))).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: DAY / 2_000 } });
    await ordered(linking, '2000000');
    expect((await refusal(connect(linking, accountId, WRONG, '2000000'))).code).toBe('code-invalid');
    linking.clock.advance(DAY / 2);
    expect(await connect(linking, accountId, code)).toEqual({ customerNumber: NUMBER });
  });

  it('stand in the account’s audit log, without what was typed', async () => {
    const linking = memoryLinking();
    const accountId = newId();
    await codes(linking, accountId, Array<string>(6).fill(WRONG));
    const row = { action: 'one-time-password.refused', accountId, actor: { kind: 'SELF', accountId }, origin: ORIGIN, details: { customerNumber: NUMBER } };
    expect(linking.stores.transactions.audits).toEqual(Array(5).fill(row));
  });

  it('are forgotten by a success', async () => {
    const linking = memoryLinking();
    const accountId = newId();
    await codes(linking, accountId, [WRONG, WRONG, WRONG, WRONG]);
    await connect(linking, accountId, await ordered(linking, NUMBER));
    await linking.disconnect.execute({ accountId, sessionId: newId(), customerNumber: NUMBER, confirm: NUMBER, origin: ORIGIN }, call());
    expect(await codes(linking, accountId, [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG])).toEqual([...Array<string>(5).fill('code-invalid'), 'too-many-attempts']);
  });

  it('of one account are at most five, when fifty come at once', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    linking.hasher.hashed.length = 0;
    const accountId = newId();
    const told = await Promise.all(Array.from({ length: 50 }, () => refusal(connect(linking, accountId, WRONG)).then((error) => error.code)));
    expect([told.filter((one) => one === 'code-invalid').length, linking.hasher.hashed.length]).toEqual([5, 5]);
    expect(await connect(linking, newId(), code)).toEqual({ customerNumber: NUMBER });
  });

  it('count nothing while there is no room to compare them', async () => {
    const linking = memoryLinking();
    const accountId = newId();
    linking.hasher.full = true;
    expect(await codes(linking, accountId, Array<string>(7).fill(WRONG))).toEqual(Array(7).fill('service-unavailable'));
    expect(linking.stores.database.tries.size).toBe(0);
  });

  it('block the letter after a hundred from all accounts together, and not before; operations are told', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    const { letterId } = newestMail(linking);
    for (let n = 0; n < 99; n++) await codes(linking, newId(), [WRONG]);
    expect([linking.stores.database.letters.get(letterId)!.state, linking.alarm.blocked]).toEqual(['ORDERED', []]);
    await codes(linking, newId(), [WRONG]);
    expect([linking.stores.database.letters.get(letterId)!.state, linking.alarm.blocked]).toEqual(['BLOCKED', [{ letterId, customerNumber: NUMBER }]]);
    expect(linking.stores.transactions.facts.at(-1)).toMatchObject({ type: letterChanged.type, sequence: 3, data: { actor: { kind: 'SYSTEM' }, state: 'BLOCKED' } });
    expect(linking.stores.transactions.audits.at(-2)).toMatchObject({ action: 'letter.blocked', about: `customer ${NUMBER}`, details: { letterId, tries: 100 } });
    expect(await codes(linking, newId(), [code, WRONG])).toEqual(['code-expired', 'code-invalid']);
    expect(linking.alarm.blocked).toHaveLength(1);
  });

  it('leave the hundredth try to whoever holds the right one', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    for (let n = 0; n < 99; n++) await codes(linking, newId(), [WRONG]);
    expect(await connect(linking, newId(), code)).toEqual({ customerNumber: NUMBER });
    expect(linking.alarm.blocked).toEqual([]);
  });

  it('that were a hundred when a process died still block the letter', async () => {
    const linking = memoryLinking();
    const code = await ordered(linking, NUMBER);
    linking.stores.database.triesOfAll.set(NUMBER, 100);
    expect(await codes(linking, newId(), [code])).toEqual(['code-expired']);
    expect(linking.alarm.blocked).toHaveLength(1);
  });

  it('count anew for a newer letter', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    for (let n = 0; n < 100; n++) await codes(linking, newId(), [WRONG]);
    linking.clock.advance(1);
    const code = await ordered(linking, NUMBER);
    expect(await codes(linking, newId(), [WRONG])).toEqual(['code-invalid']);
    expect(await connect(linking, newId(), code)).toEqual({ customerNumber: NUMBER });
  });
});
