import { describe, expect, it } from '@jest/globals';
import { initiatorOfConsequence } from './initiator.js';

describe('whoever is named for the end of a link', () => {
  it.each([
    [{ kind: 'SELF' as const, accountId: 'me' }, 'SELF'],
    [{ kind: 'SELF' as const }, 'SELF'],
    [{ kind: 'SUPPORT' as const, accountId: 'agent' }, 'SUPPORT'],
    [{ kind: 'SELF' as const, accountId: 'another' }, undefined],
    [{ kind: 'SYSTEM' as const }, undefined],
    [{ kind: 'CRM' as const }, undefined],
  ])('by %j is %s', (actor, initiator) => {
    expect(initiatorOfConsequence(actor, 'me')).toBe(initiator);
  });
});
