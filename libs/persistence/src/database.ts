import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession, type Connection, type Model, type mongo, type Schema } from 'mongoose';
import type { Logger } from 'pino';

/** The part of the service's logger that the plumbing writes to. */
export type PlumbingLogger = Pick<Logger, 'info' | 'warn' | 'error'>;

export interface DatabaseOptions {
  /** Whole connection string: user, password, database and authSource. Never logged. */
  uri: string;
  /** Shown by the server in its list of connections. */
  service: string;
  logger: PlumbingLogger;
  /** Ends the waiting for a server that is not there. */
  signal?: AbortSignal;
}

const RETRY_PAUSE_MS = 500;
const PING_TIMEOUT_MS = 1500;

/** A server that can do no transactions; waiting would not help, so the start ends. */
export class StandaloneError extends Error {
  override name = 'StandaloneError';
  constructor() {
    super('MONGODB_URI points to a standalone mongod, or to another replica set than it names: without one there are no transactions, and acknowledged writes can be lost. Start mongod with --replSet and run rs.initiate() once; one node is enough.');
  }
}

/** One service's database: models for stores, plain collections for plumbing. */
export class Database {
  constructor(readonly connection: Connection) {}

  /** Indexes and collections are made by migrations only. */
  model<T>(name: string, schema: Schema<T>, collection: string): Model<T> {
    return this.connection.model<T>(name, schema, collection);
  }

  /** The driver's own collection: cheaper than a model, but filters are not sanitized. Never pass it an object that came from outside. */
  collection<T extends mongo.BSON.Document>(name: string): mongo.Collection<T> {
    return this.native.collection<T>(name);
  }

  get native(): mongo.Db {
    if (!this.connection.db) throw new Error('the database is closed');
    return this.connection.db;
  }

  startSession(): ClientSession {
    return this.connection.getClient().startSession();
  }

  /** Fails unless a primary answers. */
  async ping(): Promise<void> {
    await this.native.command({ ping: 1, maxTimeMS: PING_TIMEOUT_MS });
  }

  async close(): Promise<void> {
    // Nobody needs to hear of a loss that is meant.
    this.connection.removeAllListeners('disconnected');
    await this.connection.close();
  }
}

/**
 * Opens the connection and waits for as long as the server is not there.
 * @throws StandaloneError when the server is no replica set.
 */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const { logger, signal } = options;
  // A filter value with an operator in it is compared as it is, and an unknown path is an error instead of "matches everything".
  mongoose.set({ sanitizeFilter: true, strictQuery: 'throw', strict: 'throw' });
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const connection = mongoose.createConnection();
    try {
      await connection.openUri(options.uri, connectOptions(options.service));
      await refuseStandalone(connection);
      watch(connection, logger);
      return new Database(connection);
    } catch (error) {
      await connection.destroy();
      if (error instanceof StandaloneError || isMalformedUri(error)) throw error;
      if (isForeignServer(error)) throw new StandaloneError();
      if (attempt === 1 || attempt % 20 === 0) logger.warn({ reason: describe(error), attempt }, 'MongoDB cannot be used yet, waiting for it');
      await sleep(RETRY_PAUSE_MS, undefined, signal && { signal });
    }
  }
}

function connectOptions(service: string): mongoose.ConnectOptions {
  return {
    appName: service,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    writeConcern: { w: 'majority', j: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
    retryReads: true,
    // Nobody waits for a request longer than 5 s, so nothing below it may either.
    serverSelectionTimeoutMS: 2000,
    waitQueueTimeoutMS: 2000,
    connectTimeoutMS: 2000,
    socketTimeoutMS: 5000,
    // A primary that hangs without closing its sockets is noticed after this plus the connect timeout.
    heartbeatFrequencyMS: 2000,
  };
}

async function refuseStandalone(connection: Connection): Promise<void> {
  const hello = await connection.db?.command({ hello: 1 });
  const isRouter = hello?.['msg'] === 'isdbgrid';
  if (!hello?.['setName'] && !isRouter) throw new StandaloneError();
}

function watch(connection: Connection, logger: PlumbingLogger): void {
  connection.on('error', (error: unknown) => logger.error({ reason: describe(error) }, 'MongoDB connection failed'));
  connection.on('disconnected', () => logger.warn({}, 'MongoDB is out of reach'));
  connection.on('reconnected', () => logger.info({}, 'MongoDB is back'));
}

// Where the address names a replica set, the driver drops servers that are no part of it; one that is down stays in its list.
function isForeignServer(error: unknown): boolean {
  return error instanceof mongoose.MongooseError && error.name === 'MongooseServerSelectionError' && (error as { reason?: { servers?: Map<string, unknown> } }).reason?.servers?.size === 0;
}

function isMalformedUri(error: unknown): boolean {
  return error instanceof Error && ['MongoParseError', 'MongoInvalidArgumentError', 'MongooseError'].includes(error.name);
}

// Only the message: driver errors carry the topology, and with it what was configured.
function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
