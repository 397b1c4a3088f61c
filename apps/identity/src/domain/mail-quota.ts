import { DomainError } from '#libs/kernel';

/** How many mails one address may be sent by strangers: `perHour` and `perDay`. */
export interface MailQuota {
  perHour: number;
  perDay: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Asked for by anybody who types the address, so limited against mail bombing. */
export const MAIL_QUOTAS = {
  REGISTER: { perHour: 10, perDay: 20 },
  RESEND_CODE: { perHour: 3, perDay: 10 },
  /** These two per address and network that asks: a stranger who has used up a share must not silence the holder. */
  RESET_PASSWORD: { perHour: 3, perDay: 10 },
  REMIND_USERNAME: { perHour: 3, perDay: 10 },
  /** Asked for by people who answer for it. */
  SUPPORT_CODE: { perHour: 10, perDay: 20 },
  /** To a sub-administrator, by their master administrator; counted per master and address, and per account. */
  INVITATION: { perHour: 10, perDay: 20 },
  /** To one address, by all master administrators together: none of them can use up the share of the others alone. */
  INVITATIONS_TO_ADDRESS: { perHour: 30, perDay: 60 },
  /** Invitations that a master administrator takes back: whoever may have 1,000 sub-administrators must not write to any number of strangers. */
  WITHDRAWN_INVITATION: { perHour: 100, perDay: 300 },
  /** To a new address that somebody wants for their account; counted per address and per account. */
  CONFIRM_EMAIL: { perHour: 3, perDay: 10 },
  /** Codes of sign-ins, per account: whoever knows the password must not flood the mailbox. */
  SIGN_IN_CODE: { perHour: 10, perDay: 50 },
} as const satisfies Record<string, MailQuota>;

/** Forgotten passwords, and usernames, of one address over all networks: no number of them may flood a mailbox. */
export const QUOTA_OVER_ALL_NETWORKS: MailQuota = { perHour: 10, perDay: 40 };

export const QUOTA_MEMORY_MS = DAY;

/** The times to remember when one more is admitted; undefined when it is one too many. */
export function admit(times: readonly Date[], quota: MailQuota, now: Date): Date[] | undefined {
  const since = (ms: number) => times.filter((time) => now.getTime() - time.getTime() < ms);
  const day = since(DAY);
  return since(HOUR).length < quota.perHour && day.length < quota.perDay ? [...day, now] : undefined;
}

/** For whoever is told: an hour later one more is admitted, unless the day's share is spent. */
export function tooManyMails(): DomainError {
  return new DomainError('too-many-attempts', { params: { retryAfter: HOUR / 1_000 } });
}
