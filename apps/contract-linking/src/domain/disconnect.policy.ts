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

/**
 * `isLast`: without this link an active contract has no connected account. Whoever confirmed the more need not confirm the less: somebody may have
 * connected meanwhile. @throws DomainError `last-administrator`
 */
export function assertFits({ confirm }: Disconnection, isLast: boolean): void {
  if (isLast && confirm !== LAST_ADMINISTRATOR) throw new DomainError('last-administrator');
}

const wrong = (rule: string): DomainError => new DomainError('validation-failed', { errors: [{ field: 'confirm', rule }] });
