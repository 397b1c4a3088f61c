import type { PortalClient } from '../src/portal.client.js';

/** Who asks, and what there is to ask about; all objects are the owner's. */
export interface Ground {
  portal: PortalClient;
  owner: { id: string; token: string; customerNumber: string; username: string; password: string };
  /** Transferred to the receiver, and assigned to the sub-administrator. */
  accessNumber: string;
  personalPassword: string;
  /** A contract of the owner's alone, with its Kundencenter linked. */
  linkedNumber: string;
  candidateId: string;
  receiver: { email: string; customerNumber: string };
  subId: string;
  invitedId: string;
  victimId: string;
}

/**
 * Whoever there is: nobody in particular; the master administrator whose things they are; another one; one to whom a contract was transferred; a
 * sub-administrator of the owner's with rights; one without; one of another master's; a sales partner; a support agent; a master who is held at the
 * contact data.
 */
export const ACTORS = ['anyone', 'owner', 'stranger', 'receiver', 'sub', 'bareSub', 'foreignSub', 'partner', 'agent', 'held'] as const;
export type Actor = (typeof ACTORS)[number];

export interface Row {
  /** As the documentation writes it. */
  route: string;
  about?: string;
  /** Below /api/v1, of an object that is the owner's. */
  path?: (ground: Ground) => string | Promise<string>;
  /** The same of one that nobody has: for whoever gets 404 the answers must be alike. */
  unknown?: string;
  body?: (ground: Ground, n: number) => object;
  headers?: Record<string, string>;
  /** The token would be spent. */
  isAnonymous?: true;
  /** In the order of `ACTORS`. */
  statuses: string;
}

const NOBODY = '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d';
const NOWHERE = '022899999999';
const REASON = 'Anruf der Kundin, Nachweis liegt vor';
const WITH_REASON = { 'x-reason': encodeURIComponent(REASON) };
const STALE = { 'if-match': '"999"' };
const same = (status: number) => Array(ACTORS.length).fill(status).join(' ');

/** Nothing of it changes anything for another row; what would is refused for a reason that only the owner gets to hear. */
export const ACCESS: readonly Row[] = [
  // Everybody, with or without a token.
  { route: 'GET /password-policy', statuses: same(200) },
  { route: 'GET /status', statuses: same(200) },
  {
    route: 'POST /registrations',
    body: (_, n) => ({ salutation: 'MS', firstName: 'Eva', lastName: 'Neu', company: 'Neu GmbH', email: `eva.${n}@example.test`, phone: '0228 1', customerNumber: '999999999', locale: 'de', acceptTerms: true }),
    statuses: same(202),
  },
  { route: 'POST /registrations/resend', body: (_, n) => ({ email: `nobody.${n}@example.test`, customerNumber: '999999999' }), statuses: same(202) },
  { route: 'POST /activations', body: () => ({ activationCode: 'AAAA-BBBB-CCCC-DDDD' }), statuses: same(422) },
  { route: 'POST /activations/complete', body: (_, n) => ({ activationToken: 'x'.repeat(43), username: `nobody.at.${n}all`, password: 'Sonnig-2026!' }), statuses: same(401) },
  { route: 'POST /auth/login', body: (_, n) => ({ username: `nobody.at.all.${n}`, password: 'Sonnig-2026!' }), statuses: same(401) },
  { route: 'POST /auth/refresh', body: () => ({ refreshToken: 'x'.repeat(43) }), isAnonymous: true, statuses: same(401) },
  { route: 'POST /auth/logout', body: () => ({}), isAnonymous: true, statuses: same(204) },
  { route: 'POST /auth/otp', body: (_, n) => ({ challengeId: `${NOBODY.slice(0, -1)}${n}`, code: '12345678' }), statuses: same(422) },
  { route: 'POST /auth/password-resets', body: (_, n) => ({ username: `nobody.at.all.${n}` }), statuses: same(202) },
  { route: 'POST /auth/password-resets/complete', body: () => ({ resetToken: 'x'.repeat(43), newPassword: 'Sonnig-2026!' }), statuses: same(401) },
  { route: 'POST /auth/username-reminders', body: (_, n) => ({ email: `nobody.${n}@example.test` }), statuses: same(202) },

  // One's own account.                                  anyone own str rec sub bare fsub par age held
  { route: 'GET /me', statuses: '401 200 200 200 200 200 200 200 200 200' },
  { route: 'PUT /me/contact-data', body: () => ({}), statuses: '401 422 422 422 422 422 422 422 422 422' },
  { route: 'PUT /me/locale', body: () => ({ locale: 'de' }), statuses: '401 200 200 200 200 200 200 200 200 200' },
  { route: 'POST /me/email-confirmations', body: () => ({ confirmationCode: '12345678' }), statuses: '401 422 422 422 422 422 422 422 422 422' },
  { route: 'DELETE /me/pending-email', statuses: '401 204 204 204 204 204 204 204 204 403' },
  { route: 'PUT /me/username', body: (_, n) => ({ newUsername: `new.name.${n}`, currentPassword: 'Falsch-12345!' }), statuses: '401 422 422 422 422 422 422 422 422 403' },
  { route: 'PUT /me/password', body: () => ({ currentPassword: 'Falsch-12345!', newPassword: 'Regnet-2026!', newPasswordRepeat: 'Regnet-2026!' }), statuses: '401 422 422 422 422 422 422 422 422 422' },
  { route: 'GET /me/sessions', statuses: '401 200 200 200 200 200 200 200 200 200' },
  { route: 'DELETE /me/sessions', statuses: '401 204 204 204 204 204 204 204 204 204' },
  { route: 'DELETE /me/sessions/{id}', path: async (ground) => `/me/sessions/${await anotherSession(ground)}`, unknown: `/me/sessions/${NOBODY}`, statuses: '401 204 404 404 404 404 404 404 404 404' },
  { route: 'GET /me/activity', statuses: '401 200 200 200 200 200 200 200 200 403' },
  { route: 'GET /me/superior', statuses: '401 404 404 404 200 200 200 404 404 403' },

  // Contracts: whoever holds something.
  { route: 'GET /contracts', statuses: '401 200 200 200 200 200 200 200 200 403' },
  { route: 'GET /contracts/{accessNumber}', path: ({ accessNumber }) => `/contracts/${accessNumber}`, unknown: `/contracts/${NOWHERE}`, statuses: '401 200 404 200 200 404 404 404 404 403' },
  { route: 'GET /contracts/{accessNumber}/explanation', path: ({ accessNumber }) => `/contracts/${accessNumber}/explanation`, unknown: `/contracts/${NOWHERE}/explanation`, statuses: '401 200 404 200 200 404 404 404 404 403' },
  {
    route: 'GET /contracts/{accessNumber}/explanation', about: 'of a sub-administrator', unknown: `/contracts/${NOWHERE}/explanation?accountId=${NOBODY}`,
    path: ({ accessNumber, subId }) => `/contracts/${accessNumber}/explanation?accountId=${subId}`, statuses: '401 200 404 404 200 404 404 404 404 403',
  },
  {
    route: 'GET /contracts/{accessNumber}/explanation', about: 'of the superior', unknown: `/contracts/${NOWHERE}/explanation?accountId=${NOBODY}`,
    path: ({ accessNumber, owner }) => `/contracts/${accessNumber}/explanation?accountId=${owner.id}`, statuses: '401 200 404 404 404 404 404 404 404 403',
  },
  { route: 'GET /contracts/{accessNumber}/history', path: ({ accessNumber }) => `/contracts/${accessNumber}/history`, unknown: `/contracts/${NOWHERE}/history`, statuses: '401 200 404 200 200 404 404 404 404 403' },
  {
    route: 'POST /contracts/{accessNumber}/handovers', path: ({ accessNumber }) => `/contracts/${accessNumber}/handovers`, unknown: `/contracts/${NOWHERE}/handovers`,
    body: () => ({ target: 'ADMINISTRATION_PORTAL' }), statuses: '401 201 404 201 201 404 404 404 404 403',
  },

  // Connecting: master administrators.
  { route: 'POST /customer-links', body: ({ owner }) => ({ customerNumber: owner.customerNumber, oneTimePassword: 'AAAA-BBBB-CCCC' }), statuses: '401 409 422 422 403 403 403 403 403 403' },
  { route: 'GET /customer-links', statuses: '401 200 200 200 403 403 403 403 403 403' },
  {
    route: 'DELETE /customer-links/{customerNumber}', path: ({ owner: { customerNumber } }) => `/customer-links/${customerNumber}?confirm=${customerNumber}`, unknown: '/customer-links/999999999?confirm=999999999',
    statuses: '401 409 404 404 403 403 403 403 403 403',
  },
  { route: 'GET /customer-centre-links', statuses: '401 200 200 200 403 403 403 403 403 403' },
  {
    route: 'POST /customer-centre-links', body: ({ accessNumber, personalPassword }) => ({ method: 'ACCESS_NUMBER', accessNumber, personalPassword }),
    statuses: '401 201 409 201 403 403 403 403 403 403',
  },
  { route: 'DELETE /customer-centre-links/{accessNumber}', path: ({ linkedNumber }) => `/customer-centre-links/${linkedNumber}`, unknown: `/customer-centre-links/${NOWHERE}`, statuses: '401 204 404 404 403 403 403 403 403 403' },

  // Transfers: between master administrators, each candidate for one caller alone.
  { route: 'POST /transfer-candidates', body: ({ receiver }) => ({ ...receiver, customerNumberType: 'FIXED_LINE' }), statuses: '401 200 200 404 403 403 403 403 403 403' },
  { route: 'GET /transfers', statuses: '401 200 200 200 403 403 403 403 403 403' },
  { route: 'GET /transfers/{candidateId}', path: ({ candidateId }) => `/transfers/${candidateId}`, unknown: `/transfers/${NOBODY}`, statuses: '401 200 404 404 403 403 403 403 403 403' },
  {
    route: 'PUT /transfers/{candidateId}', path: ({ candidateId }) => `/transfers/${candidateId}`, unknown: `/transfers/${NOBODY}`, headers: STALE, body: () => ({ accessNumbers: [] }),
    statuses: '401 412 404 404 403 403 403 403 403 403',
  },

  // Sub-administrators: their own master administrator.
  { route: 'GET /sub-administrators', statuses: '401 200 200 200 403 403 403 403 403 403' },
  { route: 'POST /sub-administrators', body: () => ({}), statuses: '401 422 422 422 403 403 403 403 403 403' },
  { route: 'GET /sub-administrators/{id}', path: ({ subId }) => `/sub-administrators/${subId}`, unknown: `/sub-administrators/${NOBODY}`, statuses: '401 200 404 404 403 403 403 403 403 403' },
  { route: 'PATCH /sub-administrators/{id}', path: ({ subId }) => `/sub-administrators/${subId}`, unknown: `/sub-administrators/${NOBODY}`, body: () => ({ status: 'ACTIVE' }), statuses: '401 200 404 404 403 403 403 403 403 403' },
  { route: 'DELETE /sub-administrators/{id}', path: ({ victimId }) => `/sub-administrators/${victimId}`, unknown: `/sub-administrators/${NOBODY}`, statuses: '401 204 404 404 403 403 403 403 403 403' },
  {
    route: 'POST /sub-administrators/{id}/activation-codes', path: ({ invitedId }) => `/sub-administrators/${invitedId}/activation-codes`, unknown: `/sub-administrators/${NOBODY}/activation-codes`,
    body: () => ({}), statuses: '401 202 404 404 403 403 403 403 403 403',
  },
  { route: 'GET /sub-administrators/{id}/rights', path: ({ subId }) => `/sub-administrators/${subId}/rights`, unknown: `/sub-administrators/${NOBODY}/rights`, statuses: '401 200 404 404 403 403 403 403 403 403' },
  {
    route: 'PUT /sub-administrators/{id}/rights', path: ({ subId }) => `/sub-administrators/${subId}/rights`, unknown: `/sub-administrators/${NOBODY}/rights`, headers: STALE, body: () => ({ assignments: [] }),
    statuses: '401 412 404 404 403 403 403 403 403 403',
  },

  // The hotline.
  { route: 'GET /support/accounts', path: ({ owner }) => `/support/accounts?username=${owner.username}`, headers: WITH_REASON, statuses: '401 403 403 403 403 403 403 403 200 403' },
  { route: 'GET /support/letters', path: ({ owner }) => `/support/letters?customerNumber=${owner.customerNumber}`, headers: WITH_REASON, statuses: '401 403 403 403 403 403 403 403 200 403' },
  { route: 'POST /support/activation-codes', body: () => ({ accountId: NOBODY, reason: REASON }), statuses: '401 403 403 403 403 403 403 403 404 403' },
  { route: 'POST /support/welcome-letters', body: () => ({ customerNumber: '999999999', channel: 'EMAIL', reason: REASON }), statuses: '401 403 403 403 403 403 403 403 409 403' },
  { route: 'POST /support/accounts/{id}/unlock', path: ({ owner }) => `/support/accounts/${owner.id}/unlock`, body: () => ({ reason: REASON }), statuses: '401 403 403 403 403 403 403 403 200 403' },
];

/** The owner signs in somewhere else. */
async function anotherSession({ portal, owner }: Ground): Promise<string> {
  const { username, password, token } = owner;
  await portal.expect(200, 'POST', '/auth/login', { body: { username, password } });
  const { items } = await portal.expect<{ items: { id: string; current: boolean }[] }>(200, 'GET', '/me/sessions', { token });
  return items.find(({ current }) => !current)!.id;
}
