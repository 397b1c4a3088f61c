import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type mongo } from 'mongoose';
import type { MeasuredSystem } from './measured-system.js';

const DATABASES = { 'contract-linking': 'bsp_contract_linking', entitlements: 'bsp_entitlements' } as const;
export type MeasuredService = keyof typeof DATABASES;

/** A contract as entitlements keeps it, as far as a bench writes it. */
export interface Rights {
  _id: string;
  customerNumber: string;
  grants: { id: string; via: string; by?: string; to: string; rights: string[]; since: Date }[];
  holders: { accountId: string; rights: string[]; sources: string[] }[];
}

/** How often to look (ms). */
const EVERY = 25;
const PATIENCE = 300_000;

/** What services have committed, read beside them. */
export class ServiceData {
  private constructor(private readonly client: mongo.MongoClient) {}

  static async open({ mongoUri }: Pick<MeasuredSystem, 'mongoUri'>): Promise<ServiceData> {
    return new ServiceData(await new mongoose.mongo.MongoClient(mongoUri).connect());
  }

  /** Of a whole collection, which the database keeps: asking often costs little. */
  count(service: MeasuredService, collection: string): Promise<number> {
    return this.collection(service, collection).estimatedDocumentCount();
  }

  /** Resolves when there are so many. @throws Error when it takes too long */
  async reaches(service: MeasuredService, collection: string, count: number): Promise<void> {
    await until(async () => (await this.count(service, collection)) >= count);
  }

  /** Contracts of these numbers on which somebody holds something. */
  countHeld(customerNumbers: readonly string[]): Promise<number> {
    return this.collection<Rights>('entitlements', 'contracts').countDocuments({ customerNumber: { $in: [...customerNumbers] }, 'holders.0': { $exists: true } });
  }

  /** Resolves when there are so many of those. */
  async holds(customerNumbers: readonly string[], count: number): Promise<void> {
    await until(async () => (await this.countHeld(customerNumbers)) >= count);
  }

  /** Resolves when entitlements knows so many contracts of the number. */
  async knowsContracts(customerNumber: string, count: number): Promise<void> {
    await until(async () => (await this.collection<Rights>('entitlements', 'contracts').countDocuments({ customerNumber })) >= count);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  collection<T extends { _id: string }>(service: MeasuredService, name: string): mongo.Collection<T> {
    return this.client.db(DATABASES[service]).collection<T>(name);
  }
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await reached())) {
    if (performance.now() > end) throw new Error(`not applied within ${PATIENCE / 1_000} s`);
    await sleep(EVERY);
  }
}
