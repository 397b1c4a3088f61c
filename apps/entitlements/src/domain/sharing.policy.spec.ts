import { describe, expect, it } from '@jest/globals';
import { aContract, assignment, later, link, rightsBy, transfer } from '../../test/some-grants.js';
import { noRights } from './contract-rights.js';
import { SharingPolicy } from './sharing.policy.js';

const at = (ms = 0) => new SharingPolicy(later(ms));
const GRANTS = [link('a'), transfer('a', 'b'), assignment('a', 's', ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], later(10))];
const rights = rightsBy(GRANTS);

describe('what somebody may give of a contract', () => {
  it('to another master is what is held by an own link, not what was itself transferred or assigned', () => {
    expect(['a', 'b', 's', 'stranger'].filter((who) => at().mayTransfer(rights, who))).toEqual(['a']);
    expect(['a', 'b', 's', 'stranger'].filter((who) => at().mayTransfer(rightsBy(GRANTS, { maxTransferDepth: 2 }), who))).toEqual(['a', 'b']);
  });

  it('to sub-administrators is whatever is held', () => {
    expect(['a', 'b', 'stranger'].map((who) => at().held(rights, who))).toEqual([['ADMINISTRATION', 'COMMERCIAL_CONTACT'], ['ADMINISTRATION'], []]);
  });

  it('is nothing before the contract begins, and nothing from its end on', () => {
    const ending = rightsBy(GRANTS, { contract: aContract({ terminatedAt: later(5) }) });
    expect([-1, 0, 4, 5].map((ms) => [at(ms).mayTransfer(ending, 'a'), at(ms).held(ending, 'a').length])).toEqual([[false, 0], [true, 2], [true, 2], [false, 0]]);
    expect([at().mayTransfer(noRights('030'), 'a'), at().held(noRights('030'), 'a')]).toEqual([false, []]);
  });

  it('is nothing from the moment on at which it expires', () => {
    expect([9, 10].map((ms) => at(ms).held(rights, 's').length)).toEqual([2, 0]);
  });
});
