import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { startTestMongo, type TestMongo } from '../src/index.js';

describe('the MongoDB of a test', () => {
  let mongo: TestMongo;
  beforeAll(async () => {
    mongo = await startTestMongo();
  });
  afterAll(() => mongo.stop());

  const asService = async <T>(service: string, work: (client: mongoose.mongo.MongoClient) => Promise<T>): Promise<T> => {
    const client = new mongoose.mongo.MongoClient(mongo.uriFor(service), { serverSelectionTimeoutMS: 2_000 });
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  };

  it('gives a service its own database with transactions, and no other', async () => {
    await asService('identity', (client) => client.withSession((session) => session.withTransaction(() => client.db().collection('things').insertOne({}, { session }))));
    await expect(asService('gateway', (client) => client.db('bsp_identity').collection('things').findOne())).rejects.toThrow(/not authorized/);
  });

  it('keeps its data over a kill and a restart', async () => {
    const before = mongo.pid;
    mongo.kill();
    await mongo.restart();
    expect(mongo.pid).not.toBe(before);
    expect(await asService('identity', (client) => client.db().collection('things').countDocuments())).toBe(1);
  });
});
