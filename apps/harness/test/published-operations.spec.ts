import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { publishedOperations } from './published-operations.js';

const document = readFileSync(new URL('../../../docs/openapi.json', import.meta.url));

describe('the operations that the proofs try', () => {
  it('have the fields of every shape that a body may have, and an example of one', async () => {
    const operations = await publishedOperations(`data:application/json;base64,${document.toString('base64')}`);
    const link = operations.find(({ method, path }) => method === 'POST' && path === '/customer-centre-links');
    expect(link?.fields?.sort()).toEqual(['accessNumber', 'method', 'password', 'personalPassword', 'username']);
    expect(link?.example).toMatchObject({ method: 'TELEKOM_LOGIN' });
    expect(operations.find(({ path }) => path === '/auth/login')?.fields).toContain('password');
    expect(operations.find(({ path }) => path === '/status')?.fields).toBeUndefined();
  });
});
