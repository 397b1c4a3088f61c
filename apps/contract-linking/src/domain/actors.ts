import type { Actor } from '#libs/kernel';

export const CRM: Actor = { kind: 'CRM' };
export const SYSTEM: Actor = { kind: 'SYSTEM' };

/** The holder, in person. */
export const selfAs = (accountId: string): Actor => ({ kind: 'SELF', accountId });
