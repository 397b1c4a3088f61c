import { type LinkRecord, listLinks } from '#libs/contracts';
import { Command, Option, SubCommand } from 'nest-commander';
import { everyPage } from '../every-page.js';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, CommandGroup, OperatorCommand } from '../operator-command.js';
import { printJson, printRows } from '../output.js';
import { accountIdTyped, customerNumberTyped } from '../typed.js';

interface Whose {
  id?: string;
  number?: string;
}

@SubCommand({ name: 'list', description: 'Show who is and was connected with a customer number, or with what an account is and was: newest first.' })
export class LinksListCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--id <id>', description: 'the id of an account, as `bsp accounts find` shows it' })
  id(id: string): string {
    return accountIdTyped(id);
  }

  @Option({ flags: '--number <customerNumber>', description: 'a customer number, instead of an account' })
  number(customerNumber: string): string {
    return customerNumberTyped(customerNumber);
  }

  override async run(_: string[], { id, number, json }: Whose & { json?: boolean }): Promise<void> {
    if ((id === undefined) === (number === undefined)) throw new CommandFailed('Name an account (--id) or a customer number (--number), one of the two.');
    const links = await this.find({ ...(id && { accountId: id }), ...(number && { customerNumber: number }) });
    if (json) return printJson(links);
    const rows = links.map(({ customerNumber, accountId, contracts, linkedAt, endedAt, endedBy }) => ({ customerNumber, accountId, contracts, linkedAt, endedAt, endedBy: endedBy?.kind }));
    printRows(rows, { empty: id ? 'This account has never been connected with a customer number.' : 'No account has ever been connected with this customer number.' });
  }

  private async find(whose: { accountId?: string; customerNumber?: string }): Promise<LinkRecord[]> {
    const ask = await this.bus.client();
    return everyPage((page) => ask(listLinks, { ...whose, ...page }));
  }
}

@Command({ name: 'links', description: 'Accounts and the customer numbers that they are connected with.', subCommands: [LinksListCommand] })
export class LinksCommand extends CommandGroup {}
