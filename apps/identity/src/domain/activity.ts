import type { Actor, RequestOrigin } from '#libs/kernel';

/** A row of identity's audit log about one account. */
export interface Activity {
  /** From 1, per account. */
  number: number;
  at: Date;
  action: string;
  actor: Actor;
  origin?: RequestOrigin;
  details?: Record<string, unknown>;
}

/** How an action is shown to the holder: its type, and what of its details is theirs to see. */
interface Shown {
  type: string;
  details?: readonly string[];
}

/** Of one save: contracts, each list with the first of them. */
const SHARED = ['grantedCount', 'grantedAccessNumbers', 'revokedCount', 'revokedAccessNumbers'] as const;
const RECEIVED = ['via', ...SHARED] as const;

/** Every action of identity's audit log; null: not meant for the holder. What is not listed is not shown. */
export const ACTIONS = {
  'account.activated': { type: 'ACCOUNT_ACTIVATED' },
  'session.started': { type: 'SIGNED_IN' },
  'session.ended': { type: 'SESSION_ENDED', details: ['reason'] },
  'sessions.ended': { type: 'SESSIONS_ENDED', details: ['reason'] },
  'contact-data.changed': { type: 'CONTACT_DATA_CHANGED', details: ['changedFields'] },
  'locale.changed': { type: 'LOCALE_CHANGED', details: ['locale'] },
  'username.changed': { type: 'USERNAME_CHANGED' },
  'password.changed': { type: 'PASSWORD_CHANGED' },
  'password-reset.requested': { type: 'PASSWORD_RESET_REQUESTED', details: ['expiresAt'] },
  'password-reset.completed': { type: 'PASSWORD_RESET_COMPLETED' },
  'username-reminder.requested': { type: 'USERNAME_REMINDER_REQUESTED' },
  'email-change.requested': { type: 'EMAIL_CHANGE_REQUESTED', details: ['expiresAt'] },
  'email.changed': { type: 'EMAIL_CHANGED' },
  'email-change.withdrawn': { type: 'EMAIL_CHANGE_WITHDRAWN' },
  'account.locked': { type: 'ACCOUNT_LOCKED', details: ['reason'] },
  'account.unlocked': { type: 'ACCOUNT_UNLOCKED', details: ['reason'] },
  'account.closed': { type: 'ACCOUNT_CLOSED', details: ['reason'] },
  'superior.left': { type: 'SUPERIOR_LEFT' },
  // Of the master administrator's feed; the first two of the sub-administrator's as well.
  'sub-administrator.created': { type: 'SUB_ADMINISTRATOR_CREATED', details: ['subAdministratorId', 'name'] },
  'sub-administrator.email-corrected': { type: 'SUB_ADMINISTRATOR_EMAIL_CORRECTED', details: ['subAdministratorId', 'name'] },
  'sub-administrator.code-sent': { type: 'SUB_ADMINISTRATOR_CODE_SENT', details: ['subAdministratorId', 'name'] },
  'sub-administrator.locked': { type: 'SUB_ADMINISTRATOR_LOCKED', details: ['subAdministratorId', 'name'] },
  'sub-administrator.unlocked': { type: 'SUB_ADMINISTRATOR_UNLOCKED', details: ['subAdministratorId', 'name', 'status'] },
  'sub-administrator.removed': { type: 'SUB_ADMINISTRATOR_REMOVED', details: ['subAdministratorId', 'name'] },
  'activation-code.sent': { type: 'ACTIVATION_CODE_SENT', details: ['expiresAt'] },
  'mobile-authorization.granted': { type: 'MOBILE_AUTHORIZATION_GRANTED', details: ['customerNumber'] },
  'mobile-authorization.revoked': { type: 'MOBILE_AUTHORIZATION_REVOKED', details: ['customerNumber'] },
  // Told by contract-linking.
  'customer.linked': { type: 'CUSTOMER_NUMBER_CONNECTED', details: ['customerNumber'] },
  'customer.unlinked': { type: 'CUSTOMER_NUMBER_DISCONNECTED', details: ['customerNumber'] },
  'customer-centre.linked': { type: 'CUSTOMER_CENTRE_LINKED', details: ['accessNumbers'] },
  'customer-centre.unlinked': { type: 'CUSTOMER_CENTRE_UNLINKED', details: ['accessNumbers'] },
  // Told by entitlements: what the account got from others or lost, and what it gave or took itself.
  'rights.granted': { type: 'RIGHTS_GRANTED', details: RECEIVED },
  'rights.revoked': { type: 'RIGHTS_REVOKED', details: RECEIVED },
  'transfer.saved': { type: 'TRANSFER_SAVED', details: SHARED },
  'assignment.saved': { type: 'ASSIGNMENT_SAVED', details: ['subAdministratorId', ...SHARED] },
  'sales-partner.onboarded': { type: 'ACCOUNT_ONBOARDED' },
  'sales-partner.corrected': { type: 'ACCOUNT_CORRECTED' },
  'support-agent.onboarded': { type: 'ACCOUNT_ONBOARDED' },
  'one-time-code.sent': { type: 'ONE_TIME_CODE_SENT', details: ['expiresAt'] },
  'support.looked-up': { type: 'LOOKED_UP', details: ['reason'] },
  'support.activation-code-reissued': { type: 'ACTIVATION_CODE_REISSUED', details: ['reason'] },
  // Of the agent's own feed.
  'support.refused': { type: 'ACT_REFUSED', details: ['act', 'code'] },
  'operator.looked-up': { type: 'LOOKED_UP', details: ['reason'] },
  'operator.activation-code-reissued': { type: 'ACTIVATION_CODE_REISSUED', details: ['reason'] },
} as const satisfies Record<string, Shown | null>;

type Action = keyof typeof ACTIONS;
export type ActivityType = (typeof ACTIONS)[Action]['type'];

/** What the holder's list consists of. */
export const SHOWN_ACTIONS = (Object.keys(ACTIONS) as Action[]).filter((action) => ACTIONS[action] !== null);

/** Whose network is told: that of the hotline and of operators is nobody's business. */
const HOLDERS: readonly Actor['kind'][] = ['SELF', 'MASTER'];

type Detail = string | number | boolean | string[];

export interface ShownActivity {
  at: Date;
  type: ActivityType;
  actor: Pick<Actor, 'kind'>;
  origin: RequestOrigin | null;
  details: Record<string, Detail>;
}

/** As the holder sees it: no id but those of their own people, and of the details only what is listed; undefined when it is not for them. */
export function shownActivity({ at, action, actor, origin, details = {} }: Activity): ShownActivity | undefined {
  const shown: Shown | null = Object.hasOwn(ACTIONS, action) ? ACTIONS[action as Action] : null;
  if (!shown) return undefined;
  const kept = (shown.details ?? []).filter((name) => Object.hasOwn(details, name) && isPlain(details[name]));
  return {
    at,
    type: shown.type as ActivityType,
    actor: { kind: actor.kind },
    origin: origin && HOLDERS.includes(actor.kind) ? { ipPrefix: origin.ipPrefix, device: origin.device } : null,
    details: Object.fromEntries(kept.map((name) => [name, details[name] as Detail])),
  };
}

function isPlain(value: unknown): value is Detail {
  return ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((entry) => typeof entry === 'string'));
}
