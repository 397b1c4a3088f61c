import type { FactPublisher } from '../fact-publisher.js';
import type { PortalClient } from '../portal.client.js';
import type { System, Tokens } from './customer-journey.js';
import { authorizeMobile, found, type Sought } from './sharing.js';
import { signedInMaster, signedInSubordinate } from './sub-administrator.js';

export interface PooledMaster {
  name: string;
  email: string;
  id: string;
  tokens: Tokens;
  sought: Sought;
}

export interface PooledSubordinate {
  name: string;
  of: string;
  id: string;
  tokens: Tokens;
}

/** People who live through one history after the other, so that each need not make its own. */
export class RightsPool {
  readonly masters: PooledMaster[] = [];
  readonly subordinates: PooledSubordinate[] = [];

  private constructor(private readonly system: System & { facts: FactPublisher }) {}

  /** Three master administrators, whom each can find, and two sub-administrators of the first two. */
  static async make(system: System): Promise<RightsPool> {
    const pool = new RightsPool(system);
    for (const name of ['ann', 'ben', 'cleo']) pool.masters.push(await pool.master(name));
    for (const [name, of] of [['sue', 'ann'], ['ulf', 'ben']] as const) pool.subordinates.push(await pool.subordinate(name, of));
    const [ann, ben] = pool.masters;
    for (const [one, others] of [[ann!, pool.masters.slice(1)], [ben!, [ann!]]] as const) for (const other of others) await found(system, one.tokens.accessToken, other.sought);
    return pool;
  }

  of(name: string): { id: string; tokens: Tokens } {
    return [...this.masters, ...this.subordinates].find((one) => one.name === name)!;
  }

  /** Fresh tokens for all, and somebody new for whoever was removed. */
  async renew(removed: ReadonlySet<string>): Promise<void> {
    for (const one of [...this.masters, ...this.subordinates]) {
      if (!removed.has(one.name)) one.tokens = await this.system.portal.expect<Tokens>(200, 'POST', '/auth/refresh', { body: { refreshToken: one.tokens.refreshToken } });
    }
    for (const [n, { name, of }] of this.subordinates.entries()) if (removed.has(name)) this.subordinates[n] = await this.subordinate(name, of);
  }

  private async master(name: string): Promise<PooledMaster> {
    const { customer } = await signedInMaster(this.system);
    const tokens = await signedIn(this.system.portal, customer);
    const { id } = await this.system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: tokens.accessToken });
    return { name, email: customer.email, id, tokens, sought: await authorizeMobile(this.system, customer.email) };
  }

  private async subordinate(name: string, of: string): Promise<PooledSubordinate> {
    const { id, tokens } = await signedInSubordinate(this.system, this.of(of).tokens.accessToken);
    return { name, of, id, tokens };
  }
}

const signedIn = (portal: PortalClient, { username, password }: { username: string; password: string }): Promise<Tokens> =>
  portal.expect<Tokens>(200, 'POST', '/auth/login', { body: { username, password, tokenTransport: 'body' } });
