/**
 * Notification's key pair for development (JWK, ECDH-ES on P-256). Everybody knows it: production refuses to start with it.
 * The public half goes to the services that write deliveries, the private half to notification.
 */
const PUBLIC = { kty: 'EC', crv: 'P-256', x: 'igNxXRxfpIeOADyL8zJ4cKsFm_maixBBG17kZ4wjhaE', y: 'kyc4GeM97G5TtmLk0MLCxfgkfC0iP--ga7zyPzMzRNQ' };

export const DEVELOPMENT_NOTIFICATION_PUBLIC_KEY = JSON.stringify(PUBLIC);
export const DEVELOPMENT_NOTIFICATION_PRIVATE_KEY = JSON.stringify({ ...PUBLIC, d: 'dPU5Bl6zzJglAwIpeXRftfY9hbYEdGcfbzHxavWf-o0' });
