/** For so long nobody else can take a username that was given up, so that nobody is mistaken for its former owner (ms). */
const RESERVED_MS = 90 * 24 * 3_600_000;

/** So many of an account's are kept for it, the newest: whoever changes names all day must not use up the good ones. */
export const FORMER_USERNAMES_KEPT = 10;

/** A username that an account has given up, under what makes usernames the same. */
export interface FormerUsername {
  usernameKey: string;
  accountId: string;
  /** From when others can take it. */
  freeAt: Date;
}

export function formerUsername(usernameKey: string, accountId: string, now: Date): FormerUsername {
  return { usernameKey, accountId, freeAt: new Date(now.getTime() + RESERVED_MS) };
}

/** Its former owner can have it back, unless somebody took it when it was free. */
export function isReserved(former: FormerUsername | undefined, accountId: string, now: Date): boolean {
  return former !== undefined && former.accountId !== accountId && now < former.freeAt;
}
