import { type Database, type Migration } from '#libs/persistence';
import { ACCOUNTS } from './account-copy.schema.js';

/** Until now a person carried role and superior, and only activations were copied. */
interface OlderPerson {
  role: string;
  firstName: string;
  lastName: string;
  superiorId?: string;
}

export const accountCopyMigrations: Migration[] = [
  {
    name: 'entitlements-accounts-0001-parts',
    async up(database) {
      await splitPersons(database);
      const accounts = database.collection(ACCOUNTS);
      const isSubordinate = { partialFilterExpression: { 'role.name': 'SUB_ADMINISTRATOR' } };
      await accounts.createIndex({ 'role.name': 1, _id: 1 }, isSubordinate);
      await accounts.createIndex({ 'superior.accountId': 1 }, { partialFilterExpression: { 'superior.accountId': { $exists: true } } });
    },
  },
];

/** Their facts carried a version that was not kept: 0 is older than whatever comes, replayed dead letters included. */
async function splitPersons(database: Database): Promise<void> {
  const accounts = database.collection<{ _id: string; person: OlderPerson }>(ACCOUNTS);
  for await (const { _id, person } of accounts.find({ 'person.role': { $exists: true } })) {
    const { role, firstName, lastName, superiorId } = person;
    const superior = role === 'SUB_ADMINISTRATOR' && { superior: { ...(superiorId && { accountId: superiorId }), sequence: 0 } };
    const parts = { role: { name: role, sequence: 0 }, person: { firstName, lastName, sequence: 0 }, state: { status: 'ACTIVE', sequence: 0 }, ...superior };
    await accounts.updateOne({ _id, 'person.role': { $exists: true } }, { $set: parts as never });
  }
}
