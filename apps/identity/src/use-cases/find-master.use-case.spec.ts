import { describe, expect, it, jest } from '@jest/globals';
import { subAdministratorUseCases } from '../../test/memory/sub-administrator-use-cases.js';
import { freshCustomerNumber, freshEmail } from '../../test/builders.js';
import { FindMasterUseCase } from './find-master.use-case.js';
import { OwnSubAdministrators } from './own-sub-administrators.js';

describe('a search for a master administrator', () => {
  it('asks the same of the database, whether it finds somebody or not', async () => {
    const { clock, stores, aMaster } = subAdministratorUseCases();
    const useCase = new FindMasterUseCase(new OwnSubAdministrators(stores.accounts, stores.subAdministrators, clock), stores.accounts, stores.mobile);
    const [caller, found, locked] = [await aMaster(), await aMaster(), await aMaster({ status: 'LOCKED' })];
    const asked = [jest.spyOn(stores.accounts, 'findMaster'), jest.spyOn(stores.mobile, 'isAuthorized')];
    const ids: string[] = [];
    for (const email of [found.account.email, locked.account.email, freshEmail()]) {
      const request = { accountId: caller.account.id, sessionId: caller.session.id, email, customerNumber: freshCustomerNumber() };
      ids.push((await useCase.execute(request)).masterId);
      expect(asked.map(({ mock }) => mock.calls.length)).toEqual([ids.length, ids.length]);
      expect(asked[1]!.mock.lastCall).toEqual([ids.at(-1), request.customerNumber]);
    }
    expect(ids[0]).toBe(found.account.id);
    expect(ids).not.toContain(locked.account.id);
  });
});
