import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningSimulator, startSimulator } from '../src/simulator.js';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

/** The simulator over HTTP, and a gateway's stand-in that publishes its key and signs with it. */
export class SimulatorFixture {
  /** Epoch milliseconds, as the simulator reads them. */
  now = Date.now();
  simulator!: RunningSimulator;
  private gateway!: Server;
  private keys!: Keys;
  private jwks: object = {};

  /** `silent`: how many gateways are named before the one that answers. */
  async start({ publicUrl, silent = 0 }: { publicUrl?: string; silent?: number } = {}): Promise<void> {
    this.keys = await generateKeyPair('ES256');
    this.jwks = { keys: [{ ...(await exportJWK(this.keys.publicKey)), kid: 'active', use: 'sig', alg: 'ES256' }] };
    this.gateway = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(this.jwks)));
    await once(this.gateway.listen(0, '127.0.0.1'), 'listening');
    const jwksUrls = [...Array.from({ length: silent }, () => 'http://127.0.0.1:9/.well-known/jwks.json'), `http://127.0.0.1:${(this.gateway.address() as AddressInfo).port}/.well-known/jwks.json`];
    this.simulator = await startSimulator({ host: '127.0.0.1', port: 0, jwksUrls, ...(publicUrl && { publicUrl }) }, () => this.now);
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
    await this.stopGateway();
  }

  async stopGateway(): Promise<void> {
    this.gateway.closeAllConnections();
    await new Promise((resolve) => this.gateway.close(resolve));
  }

  /** A handover as a gateway makes it, but for what is to be different. */
  async handover(path: string, claims: JWTPayload = {}, header: { typ?: string; kid?: string } = {}, key = this.keys.privateKey): Promise<string> {
    const iat = Math.floor(this.now / 1_000);
    const usual = { iss: 'urn:bsp-access', aud: `${this.simulator.url}${path}`, sub: 'account-1', jti: randomUUID(), iat, exp: iat + 60, accessNumber: '0228123456', target: TARGETS[path] };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256', typ: 'handover+jwt', kid: 'active', ...header }).sign(key);
  }

  post(path: string, form: Record<string, string> | [string, string][]): Promise<Response> {
    return fetch(`${this.simulator.url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'error' });
  }

  json(method: 'POST' | 'PUT', path: string, body: unknown): Promise<Response> {
    return fetch(`${this.simulator.url}${path}`, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }
}

const TARGETS: Record<string, string> = {
  '/invoice-online': 'INVOICE_ONLINE', '/customer-centre': 'CUSTOMER_CENTRE', '/telephony-centre': 'TELEPHONY_CENTRE', '/administration-portal': 'ADMINISTRATION_PORTAL',
};
