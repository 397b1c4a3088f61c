import { describe, expect, it } from '@jest/globals';
import { DomainError } from './index.js';

describe('DomainError', () => {
  it('comes back from the wire as it went', () => {
    const error = new DomainError('code-expired', { params: { hotline: '0800' }, errors: [{ field: 'code', rule: 'format' }] });
    const back = DomainError.from(JSON.parse(JSON.stringify(error)));
    expect(back.toJSON()).toEqual({ code: 'code-expired', kind: 'gone', params: { hotline: '0800' }, errors: [{ field: 'code', rule: 'format' }] });
  });

  it.each([null, 'Internal server error', { code: 'toString' }, { code: 7 }])('makes an internal error of %j', (wire) => {
    expect(DomainError.from(wire).code).toBe('internal-error');
  });
});
