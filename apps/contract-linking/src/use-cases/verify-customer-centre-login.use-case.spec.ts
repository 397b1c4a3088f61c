import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Call, DomainError, ManualClock, newCall, newId } from '#libs/kernel';
import { MemoryCentreTriesStore, MemoryCentreVerificationStore, MemoryTransactions } from '../../test/memory/memory-customer-centre.js';
import { MOST_IN_VAIN } from '../domain/centre-login-limit.js';
import { type CentreCredentials, type CentreLogin, LoginService, RefusedOtherwise } from '../domain/login-service.js';
import { VerifyCustomerCentreLoginUseCase } from './verify-customer-centre-login.use-case.js';

const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };
const CREDENTIALS: CentreCredentials = { method: 'TELEKOM_LOGIN', username: 'anna-canary', password: 'geheim-canary' };

class Telco extends LoginService {
  asked = 0;
  answer: () => CentreLogin | undefined = () => undefined;
  async verify(_credentials: CentreCredentials, _call: Call) {
    this.asked += 1;
    return this.answer();
  }
}

let telco: Telco;
let clock: ManualClock;
let transactions: MemoryTransactions;
let verifications: MemoryCentreVerificationStore;
let useCase: VerifyCustomerCentreLoginUseCase;
let accountId: string;
beforeEach(() => {
  [telco, clock, transactions, verifications, accountId] = [new Telco(), new ManualClock(), new MemoryTransactions(), new MemoryCentreVerificationStore(), newId()];
  useCase = new VerifyCustomerCentreLoginUseCase(transactions, telco, new MemoryCentreTriesStore(), verifications, clock);
});

const verify = (whose = accountId) => useCase.execute({ credentials: CREDENTIALS, accountId: whose, sessionId: newId(), origin: ORIGIN }, newCall(4_000));
const refusal = async (whose = accountId) => verify(whose).then(() => undefined, (error: DomainError) => error);
const refusals = async (times: number) => {
  const codes = new Set<string | undefined>();
  for (let n = 0; n < times; n++) codes.add((await refusal())?.code);
  return [...codes];
};
const numbers = () => ({ subject: 'login-1', accessNumbers: ['0228100002', '0228100001', '0228100002'] });
const away = () => {
  throw new DomainError('external-service-unavailable');
};

describe('verifying the credentials of a customer centre', () => {
  it('remembers for a minute whose access numbers they are, each once and sorted', async () => {
    telco.answer = numbers;
    const { verificationId, accessNumbers } = await verify();
    expect(accessNumbers).toEqual(['0228100001', '0228100002']);
    const kept = await transactions.run(newCall(4_000), (tx) => verifications.find(tx, verificationId, accountId, clock.now()));
    expect(kept).toEqual({ id: verificationId, accountId, subject: 'login-1', accessNumbers, expiresAt: new Date(clock.now().getTime() + 60_000) });
  });

  it('puts each on record by its method, without a word of what was typed', async () => {
    await refusal();
    telco.answer = numbers;
    await verify();
    expect(transactions.said.audits).toEqual(['rejected', 'accepted'].map((how) => ({ action: `customer-centre.login-${how}`, actor: { kind: 'SELF', accountId }, accountId, origin: ORIGIN, details: { method: 'TELEKOM_LOGIN' } })));
    expect(JSON.stringify(transactions.said)).not.toContain('canary');
  });

  it('asks nobody after ten refusals in an hour, and says how long to wait', async () => {
    expect(await refusals(MOST_IN_VAIN)).toEqual(['login-service-rejected']);
    telco.answer = numbers;
    clock.advance(60_000);
    expect(await refusal()).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_540 } });
    expect(telco.asked).toBe(MOST_IN_VAIN);
    expect(await refusal(newId())).toBeUndefined();
    clock.advance(3_540_000);
    expect(await refusal()).toBeUndefined();
  });

  it('counts neither what succeeds nor what nobody looked at', async () => {
    telco.answer = numbers;
    for (let n = 0; n < 2 * MOST_IN_VAIN; n++) await verify();
    telco.answer = away;
    expect(await refusals(2 * MOST_IN_VAIN)).toEqual(['external-service-unavailable']);
    telco.answer = () => undefined;
    expect(await refusals(MOST_IN_VAIN)).toEqual(['login-service-rejected']);
    expect(await refusals(1)).toEqual(['too-many-attempts']);
  });

  it('counts what was refused in another way: whoever guesses learns from that, too', async () => {
    telco.answer = () => {
      throw new DomainError('external-service-unavailable', { cause: new RefusedOtherwise('status 403') });
    };
    expect(await refusals(MOST_IN_VAIN)).toEqual(['external-service-unavailable']);
    expect(await refusals(1)).toEqual(['too-many-attempts']);
    expect(telco.asked).toBe(MOST_IN_VAIN);
    expect(transactions.said.audits.map(({ action }) => action)).toEqual(Array(MOST_IN_VAIN).fill('customer-centre.login-rejected'));
  });

  it('lets no more through together than one after the other', async () => {
    const codes = await Promise.all(Array.from({ length: 3 * MOST_IN_VAIN }, () => refusal().then((error) => error?.code)));
    expect([codes.filter((code) => code === 'login-service-rejected').length, telco.asked]).toEqual([MOST_IN_VAIN, MOST_IN_VAIN]);
  });
});
