import type { FormerUsername } from '../domain/former-username.js';

export const FORMER_USERNAMES = 'former-usernames';

export interface FormerUsernameDocument extends Omit<FormerUsername, 'usernameKey'> {
  /** The username's key. */
  _id: string;
}

export function toFormerUsername({ _id, accountId, freeAt }: FormerUsernameDocument): FormerUsername {
  return { usernameKey: _id, accountId, freeAt };
}
