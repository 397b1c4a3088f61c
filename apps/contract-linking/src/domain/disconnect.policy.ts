import { DomainError } from '#libs/kernel';

/** What must be typed instead of the customer number where an active contract would be left without a connected account. */
export const LAST_ADMINISTRATOR = 'last-administrator';

interface Disconnection {
  customerNumber: string;
  confirm?: string | undefined;
}

/** What can be said before anything is looked up. @throws DomainError `validation-failed` */
export function assertConfirmed({ customerNumber, confirm }: Disconnection): void {
  if (confirm === undefined || confirm === '') throw wrong('required');
  if (confirm !== customerNumber && confirm !== LAST_ADMINISTRATOR) throw wrong('mismatch');
}

/** `isLast`: without this link an active contract has no connected account. @throws DomainError `last-administrator`, `validation-failed` */
export function assertFits({ customerNumber, confirm }: Disconnection, isLast: boolean): void {
  if (isLast && confirm === customerNumber) throw new DomainError('last-administrator');
  if (!isLast && confirm === LAST_ADMINISTRATOR) throw wrong('mismatch');
}

const wrong = (rule: string): DomainError => new DomainError('validation-failed', { errors: [{ field: 'confirm', rule }] });
