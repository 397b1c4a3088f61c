import { findAccounts, type SupportAccount } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { everyPage } from '../every-page.js';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printJson, printRows } from '../output.js';

interface FindOptions {
  json?: boolean;
  username?: string;
  email?: string;
  customerNumber?: string;
  reason: string;
}

@SubCommand({ name: 'find', description: 'Find accounts by exactly one of username, e-mail address and customer number, compared whole; those found are told so, with the reason.' })
export class AccountsFindCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { json, ...sought }: FindOptions): Promise<void> {
    const { username, email, customerNumber } = sought;
    if ([username, email, customerNumber].filter((given) => given !== undefined).length !== 1) throw new CommandFailed('Say exactly one of --username, --email and --customer-number.');
    const accounts = await this.find(sought);
    if (json) return printJson(accounts);
    printRows(accounts.map(({ customerNumbers, ...account }) => ({ ...account, customerNumbers: customerNumbers.join(' ') })), { empty: 'There is no such account.' });
  }

  private async find(sought: Omit<FindOptions, 'json'>): Promise<SupportAccount[]> {
    const ask = await this.bus.client();
    return everyPage((page) => ask(findAccounts, { ...sought, ...page }));
  }

  @Option({ flags: '--username <name>', description: 'the whole username, in any spelling' })
  username(name: string): string {
    return name;
  }

  @Option({ flags: '--email <address>', description: 'the whole e-mail address' })
  email(address: string): string {
    return address;
  }

  @Option({ flags: '--customer-number <number>', description: 'the customer number of the registration' })
  customerNumber(number: string): string {
    return number;
  }

  @Option({ flags: '--reason <text>', description: 'why, in 10 to 500 characters', required: true })
  reason(text: string): string {
    return text;
  }
}
