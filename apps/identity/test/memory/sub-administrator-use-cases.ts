import { deriveKey, ManualClock, newCall, type Call } from '#libs/kernel';
import { ActivationCodes } from '../../src/domain/activation-code.js';
import { invitedMaster, type Account } from '../../src/domain/account.js';
import type { SubAdministratorStore } from '../../src/domain/sub-administrator.store.js';
import { SessionTimes } from '../../src/domain/session.js';
import { ActivationCodeSender } from '../../src/use-cases/activation-code-sender.js';
import { ChangeSubAdministratorUseCase } from '../../src/use-cases/change-sub-administrator.use-case.js';
import { CreateSubAdministratorUseCase } from '../../src/use-cases/create-sub-administrator.use-case.js';
import { GetSubAdministratorUseCase } from '../../src/use-cases/get-sub-administrator.use-case.js';
import { GetSuperiorUseCase } from '../../src/use-cases/get-superior.use-case.js';
import { ListSubAdministratorsUseCase } from '../../src/use-cases/list-sub-administrators.use-case.js';
import { OwnSubAdministrators } from '../../src/use-cases/own-sub-administrators.js';
import { ReissueSubAdministratorCodeUseCase } from '../../src/use-cases/reissue-sub-administrator-code.use-case.js';
import { RemoveSubAdministratorUseCase } from '../../src/use-cases/remove-sub-administrator.use-case.js';
import { SubAdministratorInvitations } from '../../src/use-cases/sub-administrator-invitations.js';
import { Turns } from '../../src/use-cases/turns.js';
import { aForm, aSubAdministrator, freshUsername, ORIGIN } from '../builders.js';
import { OpenSealer } from '../open-sealer.js';
import type { MemoryDatabase } from './memory-database.js';
import { accountStates, memoryStores } from './memory-stores.js';
import { MemorySubAdministratorStore } from './memory-sub-administrator.store.js';

const HOUR = 3_600_000;
const call = (): Call => newCall(3_000);

type Stores = ReturnType<typeof memoryStores>;

function useCases(stores: Stores, subAdministrators: SubAdministratorStore, clock: ManualClock, codes: ActivationCodes) {
  const { transactions, accounts, quotas } = stores;
  const own = new OwnSubAdministrators(accounts, subAdministrators, clock);
  const invitations = new SubAdministratorInvitations(quotas, new ActivationCodeSender(codes, stores.codes, new OpenSealer(), accounts));
  const states = accountStates(stores, clock);
  return {
    create: new CreateSubAdministratorUseCase(transactions, own, subAdministrators, invitations, new Turns()),
    list: new ListSubAdministratorsUseCase(subAdministrators),
    get: new GetSubAdministratorUseCase(own),
    change: new ChangeSubAdministratorUseCase(transactions, own, accounts, invitations, states),
    remove: new RemoveSubAdministratorUseCase(transactions, own, states),
    reissue: new ReissueSubAdministratorCodeUseCase(transactions, own, invitations),
    superior: new GetSuperiorUseCase(accounts, clock),
  };
}

/** Everything that a signed-in person can ask about sub-administrators. `id`: of the one they name. */
function requestsOf(caller: { accountId: string; sessionId: string }, { create, list, get, change, remove, reissue, superior }: ReturnType<typeof useCases>) {
  const about = (id: string) => ({ ...caller, subAdministratorId: id, origin: ORIGIN });
  return {
    create: (form = aSubAdministrator()) => create.execute({ ...form, ...caller, origin: ORIGIN }, call()),
    list: (page: { limit?: number; cursor?: string } = {}) => list.execute({ limit: 50, ...page, ...caller }),
    get: (id: string) => get.execute({ ...caller, subAdministratorId: id }),
    change: (id: string, changes: { email?: string; status?: 'ACTIVE' | 'LOCKED' }) => change.execute({ ...changes, ...about(id) }, call()),
    remove: (id: string) => remove.execute(about(id), call()),
    reissue: (id: string) => reissue.execute(about(id), call()),
    superior: () => superior.execute(caller),
  };
}

/** The use cases of sub-administrators without a database; `storeOf` makes another store of them. */
export function subAdministratorUseCases(storeOf = (database: MemoryDatabase): SubAdministratorStore => new MemorySubAdministratorStore(database)) {
  const clock = new ManualClock();
  const stores = memoryStores();
  const codes = new ActivationCodes(deriveKey('secret', 'codes'), 240 * HOUR);
  const everything = useCases(stores, storeOf(stores.database), clock, codes);
  const signedIn = async (account: Account) => {
    const start = { accountId: account.id, role: account.role, contactDataRequired: false, device: 'd', ipPrefix: 'p' };
    const session = new SessionTimes(240 * HOUR, 240 * HOUR, 0).start(start, clock.now());
    await stores.sessions.open(session);
    return { account, session, ...requestsOf({ accountId: account.id, sessionId: session.id }, everything) };
  };
  const aMaster = (changes: Partial<Account> = {}) => signedIn(stores.accounts.put({ ...invitedMaster(aForm(), clock.now()), status: 'ACTIVE', ...changes }));
  const activated = async (id: string) => (await stores.accounts.activate(id, { username: freshUsername(), passwordHash: 'hash', at: clock.now() }))!;
  const mails = () => stores.transactions.deliveries.map(({ type, data, secret }) => ({ type, data, ...(JSON.parse(secret) as { to: string; code: string; invitedBy?: object }) }));
  const storedCode = async (code: string) => (await stores.codes.findByHash(codes.hashOf(code)))!;
  return { clock, stores, signedIn, aMaster, activated, mails, storedCode };
}
