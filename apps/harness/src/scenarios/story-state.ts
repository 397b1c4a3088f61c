import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import { accessNumberIn, customerNumberIn } from './contract-story.js';

/** How many of these events contract-linking has handled. */
export function handledAmong(client: mongo.MongoClient, eventIds: readonly string[]): Promise<number> {
  return client.db('bsp_contract_linking').collection<{ _id: string }>('inbox').countDocuments({ _id: { $in: [...eventIds] } });
}

/** Whether entitlements has heard of the contracts of a telling all that contract-linking has told. */
export async function isHeard(client: mongo.MongoClient, telling: string): Promise<boolean> {
  const ofTelling = { _id: { $in: accessNumbersIn(telling) } };
  const told = await client.db('bsp_contract_linking').collection<{ _id: string; version: number }>('contracts').find({ ...ofTelling, version: { $gt: 0 } }).toArray();
  const heard = await client.db('bsp_entitlements').collection<{ _id: string; sequence: number }>('contracts').find(ofTelling).toArray();
  return told.every(({ _id, version }) => heard.some((copy) => copy._id === _id && copy.sequence === version));
}

/** What is known now of one telling of a story, with its numbers taken out, and what the moment of handling decides; SHA-256 in hex. */
export async function stateHash(client: mongo.MongoClient, telling: string): Promise<string> {
  const [linking, entitlements] = [client.db('bsp_contract_linking'), client.db('bsp_entitlements')];
  const accessNumbers = accessNumbersIn(telling);
  const customerNumbers = [0, 1].map((customer) => customerNumberIn(telling, customer));
  const known = {
    contracts: await linking.collection<{ _id: string }>('contracts').find({ _id: { $in: accessNumbers } }).project({ told: 1, customerNumber: 1 }).sort({ _id: 1 }).toArray(),
    customers: await linking.collection<{ _id: string }>('customers').find({ _id: { $in: customerNumbers } }).project({ 'profile.companyName': 1 }).sort({ _id: 1 }).toArray(),
    openLetters: await linking.collection('letters').countDocuments({ customerNumber: { $in: customerNumbers }, state: { $in: ['ORDERED', 'DISPATCHED'] } }),
    copies: await entitlements.collection<{ _id: string }>('contracts').find({ _id: { $in: accessNumbers } }).project({ customerNumber: 1, product: 1, validFrom: 1, terminatedAt: 1 }).sort({ _id: 1 }).toArray(),
  };
  return createHash('sha256').update(JSON.stringify(known).replaceAll(telling, '<telling>')).digest('hex');
}

const accessNumbersIn = (telling: string): string[] => [0, 1, 2, 3].map((contract) => accessNumberIn(telling, contract));
