import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJson, readRequest, writeReply, writeRequest } from './wire.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('The wire format', () => {
  it('is read as it is written', () => {
    expect(readRequest(bytes(writeRequest('bsp.cmd.identity.x', { a: 1 }, 7)))).toEqual({ id: 7, data: { a: 1 } });
    expect(JSON.parse(writeReply(7, { response: null }))).toEqual({ response: null, isDisposed: true, id: 7 });
  });

  it('is read from any bytes without an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => void readRequest(any)));
    fc.assert(fc.property(fc.json(), (any) => void readRequest(bytes(any))));
  });

  it.each(['', 'null', '1', '[]', '"x"', '{"data":{}}', '{"pattern":"x","data":1}', '{'])('takes %j for no request', (text) => {
    expect(readRequest(bytes(text))).toBeUndefined();
  });

  it('takes bytes that are no UTF-8 for no JSON', () => {
    expect(readJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
  });
});
