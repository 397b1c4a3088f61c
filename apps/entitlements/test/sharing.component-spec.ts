import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountActivated, accountClosed, checkRights, contractOpened, customerLinked, explainRights, fact, getAssignments, listAudit, listRightsHistory, rightsGranted, rightsRevoked,
  saveAssignments, saveTransfer, searchTransferCandidate, subAdministratorCreated, verifyRights,
} from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually, patiently } from '#libs/testing';
import { RightsFixture } from './rights-fixture.js';

const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox 128' };
const fixture = new RightsFixture();
beforeAll(() => fixture.start({ instances: 2 }));
afterAll(() => fixture.stop());

type Who = { accountId: string; sessionId: string };
const newCaller = (): Who => ({ accountId: newId(), sessionId: newId() });
const personOf = ({ accountId }: Who, firstName: string) => ({ actor: { kind: 'SELF' as const, accountId }, accountId, firstName, lastName: 'Muster', company: 'Muster GmbH', email: `${firstName.toLowerCase()}@example.test`, locale: 'de' as const });
const activated = (who: Who, firstName: string) => fact(accountActivated, 1, { ...personOf(who, firstName), role: 'MASTER_ADMINISTRATOR' });
const closed = ({ accountId }: Who) => fact(accountClosed, 9, { actor: { kind: 'OPERATOR' }, accountId, role: 'MASTER_ADMINISTRATOR', reason: 'OPERATOR' });
const linked = ({ accountId }: Who, customerNumber: string, linkId = newId()) => fact(customerLinked, 1, { actor: { kind: 'SELF', accountId }, accountId, linkId, version: 1, customerNumber, accessNumbers: [] });
const opened = (accessNumber: string, customerNumber: string) => fact(contractOpened, 1, { actor: { kind: 'CRM' }, accessNumber, customerNumber, product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00.000Z', life: 1 });

/** Anna is connected with a number that has contracts, Ben with another one; Uwe is below Anna, Bert below Ben. */
async function setUp({ contracts = 2 } = {}) {
  const [anna, ben, uwe, bert] = [newCaller(), newCaller(), newCaller(), newCaller()];
  const [number, other, linkId] = [fixture.freshNumber(), fixture.freshNumber(), newId()];
  const accessNumbers = Array.from({ length: contracts }, () => fixture.freshNumber());
  const below = (who: Who, superior: Who, name: string) => fact(subAdministratorCreated, 1, { ...personOf(who, name), role: 'SUB_ADMINISTRATOR', superiorId: superior.accountId, expiresAt: '2030-01-01T00:00:00.000Z' });
  await fixture.apply(activated(anna, 'Anna'), activated(ben, 'Ben'), below(uwe, anna, 'Uwe'), below(bert, ben, 'Bert'));
  await fixture.apply(...accessNumbers.map((accessNumber) => opened(accessNumber, number)), linked(anna, number, linkId), linked(ben, other));
  const { candidate } = await fixture.ask(searchTransferCandidate, { ...anna, masterId: ben.accountId, customerNumberType: 'FIXED_LINE', customerNumber: other, isMobileAuthorized: false });
  const transfer = (ticked: string[], ifMatch: number[] | null = null) => fixture.ask(saveTransfer, { ...anna, candidateId: candidate.candidateId, accessNumbers: ticked, ifMatch, origin: ORIGIN });
  const assign = (master: Who, sub: Who, ticked: string[], ifMatch: number[] | null = null) =>
    fixture.ask(saveAssignments, { ...master, subAdministratorId: sub.accountId, assignments: ticked.map((accessNumber) => ({ accessNumber, rights: ['ADMINISTRATION' as const] })), ifMatch, origin: ORIGIN });
  return { anna, ben, uwe, bert, number, accessNumbers, linkId, transfer, assign };
}

/** Often enough that each of two instances is asked. */
async function isAllowed({ accountId }: Who, accessNumber: string): Promise<boolean> {
  const answers = [];
  for (let n = 0; n < 8; n++) answers.push((await fixture.ask(checkRights, { accountId, accessNumber, right: 'ADMINISTRATION' })).allowed);
  expect(new Set(answers).size).toBe(1);
  return answers[0]!;
}

const faults = async (accessNumbers: string[]) => (await Promise.all(accessNumbers.map((accessNumber) => fixture.askAsOperator(verifyRights, { accessNumber })))).flatMap((reply) => reply.faults);
const grantsOf = async (accessNumber: string) => ((await fixture.found('contracts', accessNumber)) as { grants: { to: string; by?: string }[] }).grants;

describe('what is shared', () => {
  it('is saved, where it is much, also when it took longer than whoever asked could wait', async () => {
    const { ben, anna, number, transfer } = await setUp();
    const many = await fixture.insertContracts(number, 501);
    await fixture.apply(linked(anna, number));
    const release = await fixture.holdLock(number);
    await expect(transfer(many)).rejects.toMatchObject({ code: 'service-unavailable' });
    await release();
    await eventually(async () => expect(await isAllowed(ben, many.at(-1)!)).toBe(true));
    expect((await transfer(many)).save).toBe(2);
  }, 30_000);

  it('counts at once, on every instance, and so does what is taken back', async () => {
    const { ben, bert, accessNumbers, transfer, assign } = await setUp();
    const [first, second] = accessNumbers as [string, string];
    await transfer([first, second], [0]);
    expect([await isAllowed(ben, first), await isAllowed(bert, first)]).toEqual([true, false]);
    await assign(ben, bert, [first], [0]);
    expect(await isAllowed(bert, first)).toBe(true);
    for (let n = 0; n < 4; n++) {
      await transfer([second]);
      expect([await isAllowed(ben, first), await isAllowed(bert, first), await isAllowed(ben, second)]).toEqual([false, false, true]);
      await transfer([first, second]);
      expect([await isAllowed(ben, first), await isAllowed(bert, first)]).toEqual([true, false]);
    }
    expect((await fixture.ask(getAssignments, { ...ben, subAdministratorId: bert.accountId })).assignments).toEqual([]);
    expect(await faults(accessNumbers)).toEqual([]);
  });

  it('is told of each grant in sequence, with its chain, and once of each save to whom it concerns', async () => {
    const { anna, ben, bert, accessNumbers, linkId, transfer, assign } = await setUp();
    const first = accessNumbers[0]!;
    await transfer(accessNumbers);
    await assign(ben, bert, [first]);
    await transfer([]);
    const facts = await fixture.toldOf(first, 5);
    const [, given, assigned] = facts.map(({ data }) => data.chain);
    expect(given).toEqual([linkId, expect.any(String)]);
    expect(facts.map(({ sequence, type, data }) => [sequence, type, data.via, data.accountId, data.chain, data.cause])).toEqual([
      ['1', rightsGranted.type, 'LINK', anna.accountId, [linkId], 'customer.linked'],
      ['2', rightsGranted.type, 'TRANSFER', ben.accountId, given, 'transfer.saved'],
      ['3', rightsGranted.type, 'ASSIGNMENT', bert.accountId, [...given!, assigned![2]], 'assignment.saved'],
      ['4', rightsRevoked.type, 'TRANSFER', ben.accountId, given, 'transfer.saved'],
      ['5', rightsRevoked.type, 'ASSIGNMENT', bert.accountId, assigned, 'transfer.saved'],
    ]);
    const told = [...(await fixture.sharesToldTo(ben.accountId, 2)), ...(await fixture.sharesToldTo(bert.accountId, 2))].map(({ data }) => [data.fromAccountId, data.via, data.granted.count, data.revoked.count, data.cause]);
    expect(told).toEqual([
      [anna.accountId, 'TRANSFER', 2, 0, 'transfer.saved'], [anna.accountId, 'TRANSFER', 0, 2, 'transfer.saved'],
      [ben.accountId, 'ASSIGNMENT', 1, 0, 'assignment.saved'], [ben.accountId, 'ASSIGNMENT', 0, 1, 'transfer.saved'],
    ]);
    const { items } = await fixture.askAsOperator(listAudit.entitlements, { accountId: anna.accountId });
    expect(items.map(({ action }) => action)).toEqual(['transfer.saved', 'transfer.saved']);
  });

  it('is explained and remembered for those who are part of it', async () => {
    const { anna, ben, bert, accessNumbers, transfer, assign } = await setUp();
    const accessNumber = accessNumbers[0]!;
    await transfer([accessNumber]);
    await assign(ben, bert, [accessNumber]);
    const { rights } = await fixture.ask(explainRights, { ...ben, accessNumber, about: bert.accountId });
    expect(rights.map(({ right, because }) => [right, because.map((chain) => chain.map(({ via, to }) => `${via} ${to.name}`))])).toEqual([['ADMINISTRATION', [['LINK Anna Muster', 'TRANSFER Ben Muster', 'ASSIGNMENT Bert Muster']]]]);
    await expect(fixture.ask(explainRights, { ...anna, accessNumber, about: bert.accountId })).rejects.toMatchObject({ code: 'not-found' });
    const history = async (who: Who) => (await fixture.ask(listRightsHistory, { ...who, accessNumber })).items.map(({ version, kind, via }) => `${version} ${kind} ${via}`);
    expect([await history(anna), await history(ben), await history(bert)]).toEqual([['2 GRANTED TRANSFER', '1 GRANTED LINK'], ['3 GRANTED ASSIGNMENT', '2 GRANTED TRANSFER'], ['3 GRANTED ASSIGNMENT']]);
    await expect(history(newCaller())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a save of what is shared', () => {
  it('changes nothing where another one came before', async () => {
    const { ben, uwe, anna, accessNumbers, transfer, assign } = await setUp();
    const [first, second] = accessNumbers as [string, string];
    expect((await transfer([first], [0])).save).toBe(1);
    await expect(transfer([second], [0])).rejects.toMatchObject({ code: 'precondition-failed' });
    expect([await isAllowed(ben, first), await isAllowed(ben, second)]).toEqual([true, false]);
    expect((await assign(anna, uwe, [first], [0])).save).toBe(1);
    await expect(assign(anna, uwe, [], [0])).rejects.toMatchObject({ code: 'precondition-failed' });
    await expect(transfer([first, fixture.freshNumber()], [1])).rejects.toMatchObject({ code: 'validation-failed', errors: [{ field: 'accessNumbers.1', rule: 'not-held' }] });
    expect((await transfer([], [1])).save).toBe(2);
  });

  it('wins alone against seven others that expect the same', async () => {
    const { ben, accessNumbers, transfer } = await setUp({ contracts: 8 });
    const saves = await Promise.allSettled(accessNumbers.map((accessNumber) => patiently(() => transfer([accessNumber], [0]))));
    const won = saves.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
    expect(won).toHaveLength(1);
    for (const save of saves) if (save.status === 'rejected') expect(save.reason).toMatchObject({ code: 'precondition-failed' });
    const held = await Promise.all(accessNumbers.map((accessNumber) => grantsOf(accessNumber).then((grants) => grants.some(({ to }) => to === ben.accountId))));
    expect(held).toEqual(accessNumbers.map((_, index) => index === won[0]));
    await fixture.sharesToldTo(ben.accountId, 1);
    expect(await faults(accessNumbers)).toEqual([]);
  });
});

describe('an account that is closed', () => {
  it('ends all that it held and gave, and what hung on that', async () => {
    const { anna, ben, uwe, bert, accessNumbers, transfer, assign } = await setUp();
    const first = accessNumbers[0]!;
    await transfer(accessNumbers);
    await assign(anna, uwe, accessNumbers);
    await assign(ben, bert, accessNumbers);
    await fixture.publish(closed(anna));
    await eventually(async () => expect(await grantsOf(first)).toEqual([]));
    for (const who of [anna, ben, uwe, bert]) expect(await isAllowed(who, first)).toBe(false);
    const facts = await fixture.toldOf(first, 8);
    expect(facts.slice(4).map(({ sequence, type, data }) => [sequence, type, data.cause])).toEqual(['5', '6', '7', '8'].map((sequence) => [sequence, rightsRevoked.type, 'account.closed']));
    expect((await fixture.sharesToldTo(bert.accountId, 2))[1]!.data).toMatchObject({ revoked: { count: 2 }, cause: 'account.closed' });
    expect(await faults(accessNumbers)).toEqual([]);
  });

  it('holds nothing in the end, whatever it is given at the same moment', async () => {
    const { anna, uwe, accessNumbers, assign } = await setUp({ contracts: 3 });
    for (let n = 0; n < 12; n++) {
      const [cora, cleo, number, own, linkId] = [newCaller(), newCaller(), fixture.freshNumber(), fixture.freshNumber(), newId()];
      const accessNumber = fixture.freshNumber();
      await fixture.apply(activated(cora, 'Cora'), activated(cleo, 'Cleo'), linked(cora, own), opened(accessNumber, number));
      const { candidate } = await fixture.ask(searchTransferCandidate, { ...anna, masterId: cora.accountId, customerNumberType: 'FIXED_LINE', customerNumber: own, isMobileAuthorized: false });
      const save = patiently(() => fixture.ask(saveTransfer, { ...anna, candidateId: candidate.candidateId, accessNumbers, ifMatch: null, origin: ORIGIN }));
      const others = [fixture.publish(linked(cora, number, linkId)), fixture.publish(linked(cleo, number)), fixture.publish(closed(cora)), assign(anna, uwe, n % 2 === 0 ? accessNumbers : [])];
      const [saved] = await Promise.allSettled([save, ...others]);
      if (saved.status === 'rejected') expect(saved.reason).toMatchObject({ code: 'not-found' });
      await eventually(async () => expect(await fixture.found('accounts', cora.accountId)).toMatchObject({ state: { status: 'CLOSED' } }));
      await eventually(async () => expect(await fixture.found('links', linkId)).toMatchObject({ ended: true }));
      await eventually(async () => expect((await grantsOf(accessNumber)).map(({ to }) => to)).toEqual([cleo.accountId]));
      for (const shared of accessNumbers) expect((await grantsOf(shared)).filter(({ to }) => to === cora.accountId)).toEqual([]);
      expect(await faults([...accessNumbers, accessNumber])).toEqual([]);
    }
  }, 90_000);
});
