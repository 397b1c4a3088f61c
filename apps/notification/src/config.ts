import { DEVELOPMENT_NOTIFICATION_PRIVATE_KEY, developmentSecret, parseConfig, serviceConfig } from '#libs/service';
import { z } from 'zod';
import { domainOf } from './domain/mail-address.policy.js';

/** A private key for ECDH-ES on P-256, as JWK in JSON. */
const isPrivateKey = (text: string): boolean => {
  try {
    const jwk = JSON.parse(text) as Record<string, unknown>;
    return jwk['kty'] === 'EC' && jwk['crv'] === 'P-256' && ['x', 'y', 'd'].every((part) => typeof jwk[part] === 'string');
  } catch {
    return false;
  }
};
const PRIVATE_KEY = 'must be a private key for P-256 as JWK (JSON)';

/** `name@domain` or `Words <name@domain>`. */
const sender = (standard: string) =>
  z.string().transform((text, context) => {
    const [, name = '', address = text] = /^([^<>"\p{Cc}]*)<([^<>]+)>$/u.exec(text) ?? [];
    if (domainOf(address)) return { name: name.trim(), address };
    context.addIssue({ code: 'custom', message: 'must be one e-mail address, or words with one in angle brackets' });
    return z.NEVER;
  }).prefault(standard);

const schema = z.object({
  ...serviceConfig('notification'),
  /** Secret in its password part. */
  SMTP_URL: z.string().regex(/^smtps?:\/\/[^\s/]+/).refine((url) => URL.canParse(url)).default('smtp://127.0.0.1:23002'),
  MAIL_FROM: sender('no-reply@bsp.example'),
  PORTAL_BRAND_NAME: z.string().trim().min(1).max(60).regex(/^\P{Cc}+$/u).default('Business Service Portal'),
  /** Where people sign in; all that mails link to. A letter has to find room for it. */
  PORTAL_URL: z.url({ protocol: /^https?$/ }).max(300).default('http://localhost:3000'),
  /** Where the print service finds letters; must exist and be writable for this service alone. */
  LETTER_SPOOL_DIR: z.string().trim().min(1).default('var/letters'),
  /** One line above the address: where a letter that cannot be delivered goes back to. The portal's name where it is not set. */
  LETTER_SENDER: z.string().trim().min(1).max(120).regex(/^\P{Cc}+$/u).optional(),
  NOTIFICATION_PRIVATE_KEY: developmentSecret(DEVELOPMENT_NOTIFICATION_PRIVATE_KEY).refine(isPrivateKey, PRIVATE_KEY),
  /** While the key is rotated; keep it for as long as mails are tried (72 hours). */
  NOTIFICATION_PREVIOUS_PRIVATE_KEY: z.string().refine(isPrivateKey, PRIVATE_KEY).optional(),
});

export type Config = z.output<typeof schema>;

export const loadConfig = (env: NodeJS.ProcessEnv = process.env): Config => parseConfig(schema, env);
