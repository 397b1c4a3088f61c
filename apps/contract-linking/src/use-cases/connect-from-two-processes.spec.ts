import { expect, it } from '@jest/globals';
import { customerLinked } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { call, memoryLinking, ordered, ORIGIN } from '../../test/memory/memory-linking.js';

const NUMBER = '1000000';

it.each(['before the code is looked up', 'after it was found open'])('whoever was told 503 and connects again is answered as if it were the first time, although the first request does its work only now, elsewhere, %s', async (when) => {
  const linking = memoryLinking();
  const { hasher, stores } = linking;
  const request = { accountId: newId(), sessionId: newId(), customerNumber: NUMBER, oneTimePassword: await ordered(linking, NUMBER), origin: ORIGIN };
  const [hash, giveBack] = [hasher.hash.bind(hasher), stores.tries.giveBack.bind(stores.tries)];
  let isDone = false;
  const once = async () => {
    if (isDone) return;
    isDone = true;
    await linking.connectElsewhere.execute(request, call());
  };
  if (when.startsWith('before')) hasher.hash = (...typed) => once().then(() => hash(...typed));
  else stores.tries.giveBack = (...counted) => once().then(() => giveBack(...counted));
  expect(await linking.connect.execute(request, call())).toEqual({ customerNumber: NUMBER });
  const { facts, recalled } = stores.transactions;
  expect([isDone, stores.database.links.size, facts.filter(({ type }) => type === customerLinked.type).length, recalled.map(({ type }) => type)]).toEqual([true, 1, 1, [customerLinked.type]]);
});
