import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { etagOf, ifMatchOf } from './if-match.js';

const read = (header?: string) => ifMatchOf({ headers: { ...(header !== undefined && { 'if-match': header }) } } as FastifyRequest);

describe('If-Match', () => {
  it('is demanded', () => {
    for (const missing of [undefined, '', '  ']) expect(() => read(missing)).toThrow('precondition-required');
  });

  it.each<[string, number[] | null]>([['"0"', [0]], [' "12" , "13"', [12, 13]], ['*', null]])('reads %s', (header, saves) => expect(read(header)).toEqual(saves));

  it('takes what is no tag of ours for one that matches nothing', () => {
    for (const strange of ['W/"3"', '3', '"x"', '"3', '"-1"', '"99999999999999999"', "'3'", '"3" "4"']) expect(read(strange)).toEqual([]);
    expect(read('W/"3", "4"')).toEqual([4]);
    expect(read(etagOf(7))).toEqual([7]);
  });
});
