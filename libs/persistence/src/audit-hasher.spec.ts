import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { AuditHasher, canonicalJson } from './audit-hasher.js';
import type { StoredAuditRow } from './audit.schema.js';

const hasher = new AuditHasher('a secret of this test', 'identity');
const row: StoredAuditRow = {
  _id: 'r1', at: new Date('2026-05-01T10:00:00Z'), action: 'locale.changed', actor: { kind: 'SELF', accountId: 'a1' }, accountId: 'a1', correlationId: 'c1',
  origin: { ipPrefix: '192.0.2.0/24', device: 'Firefox' }, details: { locale: 'en', fields: ['a', 'b'] }, series: 'a1', number: 7, hash: '',
};

describe('the canonical form', () => {
  it('does not depend on the order of keys, nor on what is undefined', () => {
    expect(canonicalJson({ b: 1, a: { d: undefined, c: [1, undefined] } })).toBe(canonicalJson({ a: { c: [1, null] }, b: 1 }));
    expect(canonicalJson({ b: new Date(0), a: 'ä' })).toBe('{"a":"ä","b":"1970-01-01T00:00:00.000Z"}');
  });

  it('tells different contents apart', () => {
    for (const other of [{ a: '1' }, { a: [1] }, { b: 1 }, { a: 1, b: null }, {}]) expect(canonicalJson(other)).not.toBe(canonicalJson({ a: 1 }));
  });

  it('is the same for what comes back from the database', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', '\0') }), fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.date({ noInvalidDate: true }), fc.array(tie('any'), { maxLength: 3 }), tie('object')),
      object: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('any'), { maxKeys: 4 }),
    })).object as fc.Arbitrary<Record<string, unknown>>;
    fc.assert(fc.property(value, (details) => {
      const stored = mongo.BSON.deserialize(mongo.BSON.serialize(details, { ignoreUndefined: true }));
      expect(canonicalJson(stored)).toBe(canonicalJson(details));
    }));
  });
});

describe('the hash of an audit row', () => {
  it('changes with every part of the content, and with whatever is added', () => {
    const changes: Partial<Record<keyof StoredAuditRow | 'added', unknown>>[] = [
      { _id: 'r2' }, { at: new Date('2026-05-01T10:00:00.001Z') }, { action: 'locale.changes' }, { actor: { kind: 'SUPPORT' } }, { accountId: 'a2' }, { accountId: undefined },
      { origin: { ipPrefix: '192.0.2.0/24', device: 'Chrome' } }, { origin: undefined }, { details: { locale: 'de', fields: ['a', 'b'] } }, { details: undefined }, { correlationId: 'c2' }, { number: 8 }, { added: 1 },
    ];
    const hashes = changes.map((change) => hasher.row({ ...row, ...change } as StoredAuditRow));
    expect(new Set([hasher.row(row), ...hashes]).size).toBe(changes.length + 1);
  });

  it('does not change when the row is sealed', () => {
    expect(hasher.row({ ...row, hash: 'x', unsealed: true })).toBe(hasher.row(row));
  });

  it('is another one under another key, and in another service', () => {
    const others = [new AuditHasher('another secret', 'identity'), new AuditHasher('a secret of this test', 'gateway')].map((other) => other.row(row));
    expect(new Set([hasher.row(row), ...others]).size).toBe(3);
  });

  it('is no seal and no head: each kind has a key of its own', () => {
    const content = { position: 1, seal: 's' };
    expect(hasher.head(content)).not.toBe(hasher.seal(content as never));
  });
});
