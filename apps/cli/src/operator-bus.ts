import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { CommandContract, ReplyOf, RequestInput } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { type BusUser, type Config, loadConfig } from './config.js';
import { CommandFailed } from './operator-command.js';

/** How long a person at a terminal waits for NATS (ms). */
const CONNECT_TIMEOUT = 5_000;

/** The bus as the command line uses it: connected when first needed, closed at the end. */
@Injectable()
export class OperatorBus implements OnModuleDestroy {
  private readonly links: NatsLink[] = [];
  private readonly logger = createLogger({ service: 'cli', level: 'silent' });

  /** @throws CommandFailed when NATS cannot be reached, or does not let this user in */
  async link(user: BusUser = 'operator'): Promise<NatsLink> {
    const { NATS_URL: url, NATS_PASSWORD: password } = this.config(user);
    try {
      const link = await connectNats({ url, user, password, service: user, logger: this.logger, signal: AbortSignal.timeout(CONNECT_TIMEOUT) });
      this.links.push(link);
      return link;
    } catch (error) {
      throw new CommandFailed(`NATS at ${url} cannot be reached, or does not let the user "${user}" in (NATS_URL, NATS_PASSWORD).`, error);
    }
  }

  config(user: BusUser): Config {
    return loadConfig(user);
  }

  /** Asks services on one connection. */
  async client(): Promise<<C extends CommandContract>(command: C, request: RequestInput<C>) => Promise<ReplyOf<C>>> {
    const client = new BusClient(await this.link(), this.logger);
    return (command, request) => client.ask(command, request, newCall(command.timeoutMs));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.links.map((link) => link.close()));
  }
}
