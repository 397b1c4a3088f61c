import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RunningService } from '#libs/service';
import { contactDataOf } from '../../identity/test/builders.js';
import { start as startEntitlements } from '../../entitlements/src/main.js';
import { IdentityFixture } from '../../identity/test/identity-fixture.js';
import { start } from '../src/main.js';

export interface Answer {
  status: number;
  headers: Headers;
  // What a test expects of it, the test says.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Question {
  method?: string;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  /** Which gateway, the first unless given. */
  via?: number;
}

/** Gateways in front of identity, on real servers, asked over HTTP. */
export class GatewayFixture {
  readonly identity = new IdentityFixture();
  readonly gateways: RunningService[] = [];
  private urls: string[] = [];
  private entitlements: RunningService | undefined;

  async start({ gateways = 1, env = {} }: { gateways?: number; env?: Record<string, string> } = {}): Promise<void> {
    await this.identity.start();
    await this.startEntitlements();
    // At the same time, so that they race for the first keys.
    this.gateways.push(...(await Promise.all(Array.from({ length: gateways }, () => start({ ...this.identity.servers.envFor('gateway'), RATE_LIMITS: 'off', ...env })))));
    this.urls = await Promise.all(this.gateways.map(({ app }) => (app as NestFastifyApplication).getUrl()));
  }

  async startEntitlements(): Promise<void> {
    this.entitlements = await startEntitlements(this.identity.servers.envFor('entitlements'));
  }

  async stopEntitlements(): Promise<void> {
    await this.entitlements?.stop();
  }

  async stop(): Promise<void> {
    await Promise.all(this.gateways.map((gateway) => gateway.stop()));
    await this.stopEntitlements();
    await this.identity.stop();
  }

  url(via = 0): string {
    return this.urls[via]!;
  }

  async ask(path: string, { method, body, token, headers, via }: Question = {}): Promise<Answer> {
    const sent = { ...(body !== undefined && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }), ...headers };
    const answer = await fetch(`${this.url(via)}/api/v1${path}`, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers: sent, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
  }

  /** Signs an active account in, with the refresh token in the body. */
  async signIn({ username, password }: { username: string; password: string }, via = 0): Promise<{ accessToken: string; refreshToken: string }> {
    const { status, body } = await this.ask('/auth/login', { body: { username, password, tokenTransport: 'body' }, via });
    if (status !== 200) throw new Error(`sign-in answered ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** A signed-in master administrator with complete contact data. */
  async signedIn() {
    const account = await this.identity.activated();
    const tokens = await this.signIn(account);
    return { ...account, ...tokens, contactData: contactDataOf(account.form) };
  }
}
