import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountClosed, checkSession, completeActivation, onboardSupportAgent, sessionEnded, supportAgentOffboarded, supportAgentOnboarded, type FactContract } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { BusClient, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { eventually } from '#libs/testing';
import { aStaffMember, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
let staff: NatsLink;
let operator: BusClient;
beforeAll(async () => {
  await identity.start({ instances: 2 });
  staff = await identity.link('harness');
  operator = new BusClient(await identity.link('operator'), createLogger({ service: 'test', level: 'silent' }));
});
afterAll(() => identity.stop());

type Member = ReturnType<typeof aStaffMember>;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 15, 9, minute)).toISOString();

async function say(contract: FactContract, data: object, time: string, id = newId()): Promise<void> {
  const event = { specversion: '1.0', id, source: 'staff', type: contract.type, time, data };
  await staff.js.publish(contract.type, JSON.stringify(event), { msgID: newId() });
}
const onboard = (member: Member, minute: number, id?: string) => say(supportAgentOnboarded, member, at(minute), id);
const offboard = ({ staffNumber }: Member, minute: number, id?: string) => say(supportAgentOffboarded, { staffNumber }, at(minute), id);

interface StoredAccount {
  _id: string;
  status: string;
  staffNumber: string;
  lastName: string;
}
const accountsOf = ({ staffNumber }: Member) => identity.database.collection<StoredAccount>('accounts').find({ staffNumber }).sort({ _id: 1 }).toArray();
const statesOf = async (member: Member) => (await accountsOf(member)).map(({ status }) => status);
/** Words on one person that two instances take at the same moment collide; who loses pauses before the next try. */
const PATIENCE = { within: 30_000 };
/** Until a fact was handled, whatever came of it. */
const handled = (id: string) =>
  eventually(async () => expect(await identity.database.collection<{ _id: string }>('inbox').countDocuments({ _id: id })).toBe(1), PATIENCE);
/** Until everything said of this staff number up to this minute was handled. */
const heard = (member: Member, minute: number) =>
  eventually(async () => {
    const known = await identity.database.collection<{ _id: string; newest: { time: Date } }>('staff-members').findOne({ _id: member.staffNumber });
    expect(known?.newest.time.toISOString()).toBe(at(minute));
  }, PATIENCE);

async function activated(member: Member) {
  await onboard(member, 1);
  const username = freshUsername();
  await identity.ask(completeActivation, { activationToken: await identity.activationToken(await identity.codeFor(member.email)), username, password: PASSWORD, origin: ORIGIN });
  return identity.signIn(username);
}

describe('a support agent', () => {
  it('is invited by the staff’s fact, activates like everyone, and is asked for no contact data', async () => {
    const member = aStaffMember();
    const opened = await activated(member);
    expect(opened).toMatchObject({ role: 'SUPPORT_AGENT', requiredActions: [] });
    expect(await statesOf(member)).toEqual(['ACTIVE']);
  });

  it('is invited once, however often the fact comes', async () => {
    const [member, id] = [aStaffMember(), newId()];
    await Promise.all([1, 1, 1].map((minute) => onboard(member, minute, id)));
    await identity.codeFor(member.email);
    const older = newId();
    await onboard(member, 1, id);
    await onboard(member, 0, older);
    await handled(older);
    await onboard({ ...member, lastName: 'Neu' }, 2);
    await identity.codeFor(member.email, 2);
    expect(await identity.codesFor(member.email)).toHaveLength(2);
    expect(await accountsOf(member)).toMatchObject([{ status: 'INVITED', lastName: 'Neu' }]);
  });

  it('who is offboarded is closed, and every session ends', async () => {
    const member = aStaffMember();
    const opened = await activated(member);
    await offboard(member, 2);
    await eventually(async () => expect(await identity.ask(checkSession, callerOf(opened))).toMatchObject({ alive: false }));
    expect(await statesOf(member)).toEqual(['CLOSED']);
    const of = (data: Record<string, unknown>) => data.accountId === opened.accountId;
    expect(await identity.facts(accountClosed.type, of)).toMatchObject([{ role: 'SUPPORT_AGENT', reason: 'OFFBOARDED', actor: { kind: 'SYSTEM' } }]);
    expect(await identity.facts(sessionEnded.type, of)).toMatchObject([{ sessionId: opened.sessionId, reason: 'LOCKED' }]);
    await offboard(member, 3);
    await heard(member, 3);
    expect(await identity.facts(accountClosed.type, of)).toHaveLength(1);
  });

  it('whose offboarding arrives before the onboarding is never created', async () => {
    const member = aStaffMember();
    await offboard(member, 2);
    await heard(member, 2);
    const tooLate = newId();
    await onboard(member, 1, tooLate);
    await handled(tooLate);
    expect([await statesOf(member), await identity.codesFor(member.email)]).toEqual([[], []]);
  });

  it('stays when an older offboarding arrives late, and of two words of the same moment the greater id counts', async () => {
    const [late, tied] = [aStaffMember(), aStaffMember()];
    const [older, lesser] = [newId(), `a ${tied.staffNumber}`];
    await onboard(late, 2);
    await identity.codeFor(late.email);
    await offboard(late, 1, older);
    await onboard(tied, 1, `b ${tied.staffNumber}`);
    await identity.codeFor(tied.email);
    await offboard(tied, 1, lesser);
    await Promise.all([handled(older), handled(lesser)]);
    expect([await statesOf(late), await statesOf(tied)]).toEqual([['INVITED'], ['INVITED']]);
    await offboard(tied, 1, `c ${tied.staffNumber}`);
    await eventually(async () => expect(await statesOf(tied)).toEqual(['CLOSED']));
  });

  it('who comes back gets another account, with another code', async () => {
    const member = aStaffMember();
    await onboard(member, 1);
    await identity.codeFor(member.email);
    await offboard(member, 2);
    await heard(member, 2);
    await onboard(member, 3);
    await identity.codeFor(member.email, 2);
    const [first, second] = await accountsOf(member);
    expect([first?.status, second?.status, first?._id === second?._id]).toEqual(['CLOSED', 'INVITED', false]);
  });

  it('ends in the same state in whatever order the facts arrive, with duplicates', async () => {
    const words = [1, 2, 3, 4].map((minute) => ({ minute, id: newId(), send: minute % 2 === 1 ? onboard : offboard }));
    const orders = [[0, 1, 2], [2, 1, 0], [1, 0, 2, 1], [2, 0, 1, 0, 2], [3, 0, 1, 2], [0, 3, 2, 1, 3]];
    const members = await Promise.all(orders.map(async (order) => {
      const member = aStaffMember();
      for (const index of order) await words[index]!.send(member, words[index]!.minute, `${words[index]!.id} ${member.staffNumber}`);
      await heard(member, order.includes(3) ? 4 : 3);
      return member;
    }));
    const open = await Promise.all(members.map(async (member) => (await statesOf(member)).filter((status) => status !== 'CLOSED')));
    expect(open).toEqual([['INVITED'], ['INVITED'], ['INVITED'], ['INVITED'], [], []]);
  }, 60_000);

  it('may be created by an operator as well, with the same effect', async () => {
    const member = aStaffMember();
    const create = () => operator.ask(onboardSupportAgent, member, newCall(10_000));
    const first = await create();
    expect(first).toMatchObject({ outcome: 'INVITED', accountId: expect.any(String), expiresAt: expect.any(String) });
    expect(await create()).toMatchObject({ outcome: 'RENEWED', accountId: first.accountId });
    const code = await identity.codeFor(member.email, 2);
    await identity.ask(completeActivation, { activationToken: await identity.activationToken(code), username: freshUsername(), password: PASSWORD, origin: ORIGIN });
    expect(await create()).toEqual({ outcome: 'EXISTS', accountId: first.accountId, expiresAt: null });
  });
});
