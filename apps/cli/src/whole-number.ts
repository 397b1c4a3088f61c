import { CommandFailed } from './operator-command.js';

/** A whole number from 1 on, as typed. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new CommandFailed(`"${text}" is not a whole number from 1 on.`);
  return number;
}
