import { describe, expect, it } from '@jest/globals';
import { assignment, later, link, NOW, rightsBy, termsAt, transfer } from '../../test/some-grants.js';
import { withGrants, withoutGrants } from './rights-change.js';
import { hashOf, historyOf, HISTORY_START, type HistoryRow } from './rights-history.js';

const CAUSE = { what: 'assignment.saved', actor: { kind: 'MASTER', accountId: 'a' } } as const;
const given = withGrants(rightsBy([link('a')]), [transfer('a', 'b'), assignment('a', 's', ['ADMINISTRATION'], later(10))], termsAt());
const rows = historyOf('030111', given.told, CAUSE, NOW);

describe('the history of rights on a contract', () => {
  it('has a row for each thing told, and each row stands on the one before', () => {
    expect(rows.map(({ version, kind, grantId, left, until }) => [version, kind, grantId, left, until])).toEqual([
      [2, 'GRANTED', 'a to b', ['ADMINISTRATION'], undefined], [3, 'GRANTED', 'a for s', ['ADMINISTRATION'], later(10)],
    ]);
    expect(rows[1]).toMatchObject({ accessNumber: '030111', at: NOW, via: 'ASSIGNMENT', by: 'a', to: 's', chain: ['link of a', 'a for s'], cause: 'assignment.saved', actor: CAUSE.actor });
    expect([rows[0]!.previous, rows[1]!.previous, rows.map(hashOf)]).toEqual([HISTORY_START, rows[0]!.hash, rows.map(({ hash }) => hash)]);
  });

  it('goes on where it ended', () => {
    const { told } = withoutGrants(given.rights, ({ id }) => id === 'a to b', termsAt());
    const [next, ...more] = historyOf('030111', told, CAUSE, later(1), rows[1]!.hash);
    expect([next!.kind, next!.version, next!.left, next!.previous, more]).toEqual(['REVOKED', 4, [], rows[1]!.hash, []]);
    expect(historyOf('030111', [], CAUSE, NOW, 'x')).toEqual([]);
  });

  it('says of another end of a grant that it was changed', () => {
    const { told } = withGrants(given.rights, [assignment('a', 's', ['ADMINISTRATION'], later(20))], termsAt());
    expect(historyOf('030111', told, CAUSE, NOW).map(({ kind, until }) => [kind, until])).toEqual([['CHANGED', later(20)]]);
  });

  const [, row] = rows as [HistoryRow, HistoryRow];
  it.each<[string, Partial<HistoryRow>]>([
    ['contract', { accessNumber: '030112' }], ['version', { version: 4 }], ['moment', { at: later(1) }], ['kind', { kind: 'REVOKED' }], ['grant', { grantId: 'another' }], ['way', { via: 'TRANSFER' }],
    ['receiver', { to: 't' }], ['giver', { by: 'b' }], ['rights', { rights: [] }], ['rest', { left: [] }], ['end', { until: later(11) }], ['chain', { chain: ['a for s'] }], ['cause', { cause: 'x' }],
    ['kind of actor', { actor: { kind: 'SELF', accountId: 'a' } }], ['actor', { actor: { kind: 'MASTER', accountId: 'b' } }], ['row before', { previous: '' }],
  ])('has another hash with another %s', (_, change) => expect(hashOf({ ...row, ...change })).not.toBe(row.hash));

  it('tells absent values from given ones', () => {
    const { by: _by, until: _until, ...without } = row;
    const hashes = [row, { ...without, by: row.by! }, { ...without, until: row.until! }, without].map(hashOf);
    expect(new Set(hashes).size).toBe(4);
  });
});
