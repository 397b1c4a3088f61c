import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Model, Schema } from 'mongoose';
import { newId } from '#libs/kernel';
import { connectDatabase, type Database, trusted } from '#libs/persistence';
import { freePort } from '#libs/testing';
import { findMongod } from '#local/servers/find-server';
import { freshDatabase, silent, startTestMongo, type TestMongo, uriOf } from './test-database.js';

interface User {
  _id: string;
  username: string;
  closedAt?: Date;
}

let mongo: TestMongo;
let database: Database;

beforeAll(async () => {
  mongo = await startTestMongo();
  database = await freshDatabase(mongo);
});

afterAll(async () => {
  await database.close();
  await mongo.stop();
});

describe('a connection', () => {
  it('acknowledges nothing that a majority has not journalled, and reads nothing that could be undone', () => {
    expect(database.native.writeConcern).toMatchObject({ w: 'majority', j: true });
    expect(database.native.readConcern).toMatchObject({ level: 'majority' });
  });

  it('waits for a server that is not there yet', async () => {
    mongo.kill();
    await mongo.exited;
    const waiting = connectDatabase({ uri: uriOf(mongo, 'waiting'), service: 'test', logger: silent });
    await mongo.restart();
    const late = await waiting;
    await late.ping();
    await late.close();
    await database.ping();
  });

  it('stops waiting when asked to', async () => {
    const stop = new AbortController();
    const waiting = connectDatabase({ uri: `mongodb://127.0.0.1:${await freePort()}/x`, service: 'test', logger: silent, signal: stop.signal });
    stop.abort(new Error('stopping'));
    await expect(waiting).rejects.toThrow();
  });

  it('says at once what is wrong with a standalone server', async () => {
    const [folder, port] = [await mkdtemp(join(tmpdir(), 'bsp-standalone-')), await freePort()];
    const standalone = spawn(await findMongod(), ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'], { stdio: 'ignore' });
    try {
      for (const uri of [`mongodb://127.0.0.1:${port}/x`, `mongodb://127.0.0.1:${port}/x?replicaSet=bsp`]) {
        await expect(connectDatabase({ uri, service: 'test', logger: silent })).rejects.toThrow(/standalone mongod.*--replSet/);
      }
    } finally {
      standalone.kill('SIGKILL');
      await new Promise((resolve) => standalone.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says at once that an address cannot be read', async () => {
    await expect(connectDatabase({ uri: 'http://example.org', service: 'test', logger: silent })).rejects.toThrow('scheme');
  });
});

describe('a model', () => {
  let model: Model<User>;

  beforeAll(async () => {
    model = database.model('User', new Schema<User>({ _id: String, username: String, closedAt: Date }), 'users');
    await model.create({ _id: newId(), username: 'erika' });
  });

  it.each([{ $ne: null }, { $regex: '.*' }, { $gt: '' }, { $in: ['erika'] }, { $exists: true }])('finds nobody by the operator %j in the place of a value', async (username) => {
    const found = model.findOne({ username: username as never }).lean().exec();
    await expect(found.catch(() => null)).resolves.toBeNull();
  });

  it('refuses code in a filter, and paths that it does not know', async () => {
    await expect(model.findOne({ $where: 'true' }).exec()).rejects.toThrow('$where');
    await expect(model.findOne({ role: 'MASTER' } as never).exec()).rejects.toThrow('role');
    await expect(model.updateOne({ username: 'erika' }, { $set: { role: 'MASTER' } } as never).exec()).rejects.toThrow('role');
    await expect(model.create({ _id: newId(), username: 'max', role: 'MASTER' } as never)).rejects.toThrow('role');
  });

  it('takes the operators that its store wrote', async () => {
    expect(await model.findOne({ username: 'erika', closedAt: trusted({ $exists: false }) }).lean()).toMatchObject({ username: 'erika' });
  });
});
