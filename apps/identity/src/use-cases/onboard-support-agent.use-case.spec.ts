import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveKey, ManualClock, newCall, SecretSealer, type Actor } from '#libs/kernel';
import { aStaffMember } from '../../test/builders.js';
import { accountStates, memoryStores } from '../../test/memory/memory-stores.js';
import { ActivationCodes } from '../domain/activation-code.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { OffboardSupportAgentUseCase } from './offboard-support-agent.use-case.js';
import { OnboardSupportAgentUseCase } from './onboard-support-agent.use-case.js';

const SYSTEM: Actor = { kind: 'SYSTEM' };

class OpenSealer extends SecretSealer {
  async seal(secret: object): Promise<string> {
    return JSON.stringify(secret);
  }
}

interface Said {
  kind: 'on' | 'off';
  minute: number;
  id: string;
}

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const sender = new ActivationCodeSender(new ActivationCodes(deriveKey('secret', 'codes'), 1_000), stores.codes, new OpenSealer(), stores.accounts);
  const onboard = new OnboardSupportAgentUseCase(stores.transactions, stores.staff, stores.accounts, sender, clock);
  const offboard = new OffboardSupportAgentUseCase(stores.transactions, stores.staff, accountStates(stores, clock), clock);
  const member = aStaffMember();
  const hear = async ({ kind, minute, id }: Said) => {
    const word = { time: new Date(Date.UTC(2026, 0, 1, 12, minute)), id };
    if (kind === 'off') return offboard.execute(member.staffNumber, SYSTEM, newCall(3_000), word);
    await onboard.execute({ ...member, lastName: `Said ${id}` }, SYSTEM, newCall(3_000), word);
  };
  const open = async () => stores.transactions.run(newCall(3_000), () => stores.staff.findAccount(member.staffNumber));
  return { hear, open, stores };
}

describe('support agents come and go', () => {
  it('as the newest word says, whatever the order in which the facts arrive and how often', async () => {
    const word = fc.record({ kind: fc.constantFrom('on' as const, 'off' as const), minute: fc.integer({ min: 0, max: 4 }) });
    const said = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.map((one, index): Said => ({ ...one, id: `id-${index}` })));
    const arrivals = said.chain((words) => fc.tuple(fc.constant(words), fc.array(fc.constantFrom(...words), { maxLength: 4 }).chain((again) => fc.shuffledSubarray([...words, ...again], { minLength: words.length + again.length }))));
    await fc.assert(
      fc.asyncProperty(arrivals, async ([words, heard]) => {
        const { hear, open, stores } = setUp();
        for (const one of heard) await hear(one);
        const newest = words.toSorted((a, b) => a.minute - b.minute || (a.id < b.id ? -1 : 1)).at(-1)!;
        expect((await open())?.lastName).toBe(newest.kind === 'on' ? `Said ${newest.id}` : undefined);
        expect(stores.transactions.deliveries.length).toBeLessThanOrEqual(words.filter(({ kind }) => kind === 'on').length);
      }),
      { numRuns: 300 },
    );
  });
});
