import { DomainError } from '#libs/kernel';

/** Where a list of accounts goes on: behind the account with this id. */
export function writeAccountCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** @throws DomainError `validation-failed` for a cursor that was not made here */
export function readAccountCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  return id;
}
