export const BARE_SUBJECT = 'bare.get-document';

/** What the two bare processes are told by the bench. */
export function bareConfig(env: NodeJS.ProcessEnv = process.env) {
  return { natsUrl: env.BARE_NATS_URL!, mongoUri: env.BARE_MONGODB_URI!, port: Number(env.BARE_HTTP_PORT) };
}
