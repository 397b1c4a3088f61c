import { describe, expect, it } from '@jest/globals';
import { initiatorOfConsequence, isGiver } from './initiator.js';

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

describe('whoever is named for rights that were given or taken', () => {
  it.each([
    ['the giver of a transfer', { kind: 'SELF' as const, accountId: 'giver' }, true],
    ['the master administrator who assigned', { kind: 'MASTER' as const, accountId: 'giver' }, true],
    ['nobody, when it comes from further up', { kind: 'SELF' as const, accountId: 'above' }, false],
    ['nobody, when the receiver gave them up', { kind: 'SELF' as const, accountId: 'receiver' }, false],
    ['nobody of the hotline', { kind: 'SUPPORT' as const, accountId: 'agent' }, false],
    ['nobody, when the CRM brought it about', { kind: 'CRM' as const }, false],
  ])('is %s', (_who, actor, expected) => {
    expect(isGiver(actor, 'giver', 'receiver')).toBe(expected);
  });
});
