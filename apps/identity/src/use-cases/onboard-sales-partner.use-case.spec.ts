import { describe, expect, it } from '@jest/globals';
import { activationCodeDelivery, contactDataChanged } from '#libs/contracts';
import { deriveKey, ManualClock, newCall, newId } from '#libs/kernel';
import { aPartner, freshEmail } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { OpenSealer } from '../../test/open-sealer.js';
import { ActivationCodes } from '../domain/activation-code.js';
import type { SalesPartner } from '../domain/sales-partner.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { OnboardSalesPartnerUseCase } from './onboard-sales-partner.use-case.js';

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const sender = new ActivationCodeSender(new ActivationCodes(deriveKey('secret', 'codes'), 864_000_000), stores.codes, new OpenSealer(), stores.accounts);
  const useCase = new OnboardSalesPartnerUseCase(stores.transactions, stores.partners, stores.accounts, sender, clock);
  const start = clock.now().getTime();
  const onboard = (partner: SalesPartner, minute = 0, id = newId()) => useCase.execute(partner, { time: new Date(start + minute * 60_000), id }, newCall(3_000));
  const accountOf = async ({ partnerNumber }: SalesPartner) => (await stores.accounts.find((await stores.partners.find(partnerNumber))!.accountId))!;
  const mails = () => stores.transactions.deliveries.map(({ type, secret }) => `${type} ${(JSON.parse(secret) as { to: string }).to}`);
  return { stores, onboard, accountOf, mails };
}

describe('onboarding a sales partner', () => {
  it('makes an invited account and sends its activation code', async () => {
    const { stores, onboard, accountOf, mails } = setUp();
    const partner = aPartner();
    await onboard(partner);
    expect(await accountOf(partner)).toMatchObject({ role: 'SALES_PARTNER', status: 'INVITED', partnerNumber: partner.partnerNumber, otpProcedure: true });
    expect(mails()).toEqual([`${activationCodeDelivery.type} ${partner.email}`]);
    expect(stores.transactions.audits.map(({ action, actor }) => [action, actor.kind])).toEqual([['sales-partner.onboarded', 'CRM'], ['activation-code.sent', 'CRM']]);
  });

  it('does nothing more for the same fact again, or for an older one', async () => {
    const { onboard, accountOf, mails } = setUp();
    const partner = aPartner();
    const id = newId();
    await onboard(partner, 5, id);
    await onboard({ ...partner, lastName: 'Neu' }, 5, id);
    await onboard({ ...partner, lastName: 'Alt' }, 4);
    expect([(await accountOf(partner)).lastName, mails().length]).toEqual([partner.lastName, 1]);
  });

  it('corrects an invitation, and sends a new code only to a new address', async () => {
    const { stores, onboard, accountOf, mails } = setUp();
    const partner = aPartner();
    await onboard(partner);
    await onboard({ ...partner, lastName: 'Neu', locale: 'en' }, 1);
    expect([(await accountOf(partner)).lastName, mails().length]).toEqual(['Neu', 1]);
    const email = freshEmail();
    await onboard({ ...partner, email }, 2);
    expect(await accountOf(partner)).toMatchObject({ email, status: 'INVITED' });
    expect(mails().at(-1)).toBe(`${activationCodeDelivery.type} ${email}`);
    expect(stores.transactions.facts).toEqual([]);
  });

  it('of an active account takes company and language', async () => {
    const { stores, onboard, accountOf, mails } = setUp();
    const partner = aPartner();
    await onboard(partner);
    const active = stores.accounts.put({ ...(await accountOf(partner)), status: 'ACTIVE' });
    await onboard({ ...partner, company: 'Neu AG', email: freshEmail(), lastName: 'Neu', otpProcedure: false }, 1);
    expect(await accountOf(partner)).toEqual({ ...active, version: 2, contact: { ...active.contact, company: 'Neu AG' } });
    expect(stores.transactions.facts).toMatchObject([{ type: contactDataChanged.type, sequence: 2, data: { changedFields: ['company'], company: 'Neu AG', actor: { kind: 'CRM' } } }]);
    expect(mails()).toHaveLength(1);
  });

  it('whose account was closed invites them anew, with what is newer than the last word', async () => {
    const { stores, onboard, accountOf, mails } = setUp();
    const partner = aPartner();
    await onboard(partner, 1);
    const closed = stores.accounts.put({ ...(await accountOf(partner)), status: 'CLOSED' });
    await onboard(partner, 0);
    expect([await accountOf(partner), mails().length]).toEqual([closed, 1]);
    await onboard({ ...partner, company: 'Neu AG' }, 2);
    const account = await accountOf(partner);
    expect(account).toMatchObject({ status: 'INVITED', version: 1, partnerNumber: partner.partnerNumber, contact: { company: 'Neu AG' } });
    expect([account.id === closed.id, mails().length, await stores.accounts.find(closed.id)]).toEqual([false, 2, closed]);
  });
});
