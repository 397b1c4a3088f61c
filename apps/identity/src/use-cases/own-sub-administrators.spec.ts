import { describe, expect, it } from '@jest/globals';
import { newId, type DomainError } from '#libs/kernel';
import { MemorySubAdministratorStore } from '../../test/memory/memory-sub-administrator.store.js';
import { subAdministratorUseCases } from '../../test/memory/sub-administrator-use-cases.js';

type World = ReturnType<typeof subAdministratorUseCases>;
type Person = Awaited<ReturnType<World['aMaster']>>;

const outcome = (work: Promise<unknown>) => work.then(() => 'done', (error: DomainError) => JSON.stringify(error.toJSON()));

/** Every verb on one id, and what comes of each. */
async function everyVerb(person: Person, id: string): Promise<string[]> {
  const verbs = [() => person.get(id), () => person.change(id, { email: 'x@y.example' }), () => person.change(id, { status: 'LOCKED' }), () => person.change(id, { status: 'ACTIVE' }), () => person.reissue(id), () => person.remove(id)];
  const outcomes: string[] = [];
  for (const verb of verbs) outcomes.push(await outcome(verb()));
  return outcomes;
}

/** Nobody but their own master administrator sees sub-administrators, whatever state they are in. */
async function assertTenantsApart({ aMaster, activated, stores }: World): Promise<void> {
  const [mine, theirs] = [await aMaster(), await aMaster()];
  const ids = [await theirs.create(), await theirs.create(), await theirs.create()].map(({ id }) => id);
  await activated(ids[1]!);
  await activated(ids[2]!);
  await theirs.change(ids[2]!, { status: 'LOCKED' });
  const before = structuredClone(stores.database.accounts);
  const nothing = Array(6).fill(JSON.stringify({ code: 'not-found', kind: 'not-found' }));
  for (const id of [...ids, theirs.account.id, mine.account.id, newId()]) expect(await everyVerb(mine, id)).toEqual(nothing);
  expect(await mine.list()).toEqual({ items: [], nextCursor: null });
  expect(stores.database.accounts).toEqual(before);
  expect((await theirs.list()).items.map(({ id }) => id).sort()).toEqual([...ids].sort());
}

/** What it would be if somebody forgot whose they are. */
class OpenStore extends MemorySubAdministratorStore {
  protected override isOf(_superiorId: string, { role }: { role: string }): boolean {
    return role === 'SUB_ADMINISTRATOR';
  }
}

describe('sub-administrators', () => {
  it('exist for their own master administrator and nobody else', () => assertTenantsApart(subAdministratorUseCases()));

  it('would exist for others if the store did not ask whose they are', async () => {
    await expect(assertTenantsApart(subAdministratorUseCases((database) => new OpenStore(database)))).rejects.toThrow('toEqual');
  });

  it('exist no more once they are removed, with the same answer, but that removing them may be repeated by whose they were', async () => {
    const { aMaster } = subAdministratorUseCases();
    const master = await aMaster();
    const { id } = await master.create();
    await master.remove(id);
    const nothing = JSON.stringify({ code: 'not-found', kind: 'not-found' });
    expect(await everyVerb(master, id)).toEqual([...Array<string>(5).fill(nothing), 'done']);
    for (const [person, other] of [[master, newId()], [await aMaster(), id]] as const) expect(await everyVerb(person, other)).toEqual(Array(6).fill(nothing));
    expect((await master.list()).items).toEqual([]);
  });

  it('are nobody’s to create, see or change but a master administrator’s', async () => {
    const { aMaster, activated, signedIn, stores } = subAdministratorUseCases();
    const master = await aMaster();
    const { id } = await master.create();
    const subordinate = await signedIn(await activated((await master.create()).id));
    const others = [subordinate, await aMaster({ role: 'SALES_PARTNER' }), await aMaster({ role: 'SUPPORT_AGENT' })];
    for (const person of others) {
      const outcomes = [...(await everyVerb(person, id)), await outcome(person.create())];
      expect(outcomes).toEqual(Array(7).fill(JSON.stringify({ code: 'forbidden', kind: 'forbidden' })));
      expect((await person.list()).items).toEqual([]);
    }
    expect(stores.transactions.deliveries).toHaveLength(2);
  });

  it('are asked for by whoever is signed in', async () => {
    const { aMaster, clock } = subAdministratorUseCases();
    const master = await aMaster();
    const { id } = await master.create();
    clock.advance(240 * 3_600_000);
    const outcomes = [...(await everyVerb(master, id)), await outcome(master.create()), await outcome(master.superior())];
    expect(outcomes).toEqual(Array(8).fill(JSON.stringify({ code: 'token-invalid', kind: 'unauthenticated' })));
  });
});
