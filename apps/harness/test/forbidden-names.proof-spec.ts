import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { activeCustomer, completeContactData, type Customer, signIn } from '../src/scenarios/customer-journey.js';
import { type Operation, publishedOperations } from './published-operations.js';

/** What somebody would like to set who may not: fields of documents, of messages, of the machinery, and operators. */
const FORBIDDEN = [
  'id', '_id', 'accountId', 'sessionId', 'role', 'roles', 'status', 'isAdmin', 'admin', 'version', 'superiorId', 'masterEmail', 'usernameKey', 'passwordHashes',
  'passwordHash', 'lockedBy', 'pendingEmail', 'signIns', 'signInCount', 'triesForgivenAt', 'contactDataComplete', 'requiredActions', 'otpProcedure', 'staffNumber',
  'partnerNumber', 'createdAt', 'activatedAt', 'lastLoginAt', 'expiresAt', 'origin', 'actor', 'facts', '$set', '$where', '$ne', 'constructor', 'prototype', '__proto__',
  'rights', 'customerNumbers',
] as const;

describe('A field that is not the caller’s to set', () => {
  let system: ConnectedSystem;
  let mongo: mongoose.mongo.MongoClient;
  let operations: Operation[];
  let customer: Customer;
  let token: string;
  beforeAll(async () => {
    system = await startConnectedSystem({ env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    mongo = await mongoose.mongo.MongoClient.connect(system.test.endpoints.mongo);
    operations = (await publishedOperations(system.test.endpoints.openapi)).filter(({ fields }) => fields);
    customer = await activeCustomer(system);
    token = (await signIn(system, customer)).accessToken;
    await completeContactData(system, customer, token);
  }, 120_000);
  afterAll(async () => {
    await mongo?.close();
    await system.stop();
  }, 30_000);

  it(`is refused by name in every body, and nothing changes: ${FORBIDDEN.length} names`, async () => {
    expect(operations.length).toBeGreaterThan(8);
    expect(FORBIDDEN.length).toBeGreaterThanOrEqual(40);
    const before = await accounts();
    const surprises: string[] = [];
    for (const { method, path, example, fields } of operations) {
      for (const name of FORBIDDEN.filter((forbidden) => !fields!.includes(forbidden))) {
        const { status, body } = await send(method, path, example, name);
        const named = (body['errors'] as { field: string; rule: string }[] | undefined)?.some(({ field, rule }) => field === name && ['unknown', 'immutable'].includes(rule));
        const isUnreadable = status === 400 && ['__proto__', 'constructor'].includes(name);
        const isBeyondReach = [403, 404].includes(status);
        if (!(status === 422 && named) && !isUnreadable && !isBeyondReach) surprises.push(`${method} ${path} ${name}: ${status} ${JSON.stringify(body)}`);
      }
    }
    expect(surprises).toEqual([]);
    expect(await accounts()).toEqual(before);
  }, 240_000);

  /** As text, because an object literal would make `__proto__` a prototype. */
  async function send(method: string, path: string, body: object, name: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const text = `${JSON.stringify(body).slice(0, -1)}${Object.keys(body).length > 0 ? ',' : ''}${JSON.stringify(name)}:{"x":1}}`;
    const target = path.replace(/\{\w+\}/g, '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d');
    const answer = await fetch(`${system.test.endpoints.http}/api/v1${target}`, { method, body: text, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> };
  }

  const accounts = () => mongo.db('bsp_identity').collection('accounts').find().sort({ _id: 1 }).toArray();
});
