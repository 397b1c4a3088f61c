/** The five services, in the order in which they start. */
export const SERVICES = ['identity', 'contract-linking', 'entitlements', 'notification', 'gateway'] as const;

export type ServiceName = (typeof SERVICES)[number];
