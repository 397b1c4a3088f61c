export const ACCOUNTS = 'accounts';

/** `locks` grows with every transaction that decided by it. */
export interface AccountDocument {
  _id: string;
  closedAt?: Date;
  locks?: number;
}
