import type { Actor } from '#libs/kernel';

/** A link to the customer centre whose rights entitlements has ended; `cause` in one word. */
export interface LostLink {
  linkId: string;
  actor: Actor;
  cause: string;
}

/** Those that one change took, together: one e-mail says by whom. */
export function byCause(links: readonly LostLink[]): { linkIds: string[]; actor: Actor; cause: string }[] {
  const changes = new Map<string, { linkIds: string[]; actor: Actor; cause: string }>();
  for (const { linkId, actor, cause } of links) {
    const key = JSON.stringify([cause, actor.kind, actor.accountId]);
    const known = changes.get(key);
    if (known) known.linkIds.push(linkId);
    else changes.set(key, { linkIds: [linkId], actor, cause });
  }
  return [...changes.values()];
}
