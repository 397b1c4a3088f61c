import { AccessNumber, CustomerNumber, Uuid } from '#libs/contracts';
import { CommandFailed } from './operator-command.js';

/** The id of an account as typed. */
export function accountIdTyped(id: string): string {
  if (!Uuid.safeParse(id).success) throw new CommandFailed(`"${id}" is no id of an account.`);
  return id;
}

/** A customer number as typed. */
export function customerNumberTyped(number: string): string {
  if (!CustomerNumber.safeParse(number).success) throw new CommandFailed(`"${number}" is no customer number.`);
  return number;
}

/** An access number as typed. */
export function accessNumberTyped(number: string): string {
  if (!AccessNumber.safeParse(number).success) throw new CommandFailed(`"${number}" is no access number: 6 to 20 digits.`);
  return number;
}
