import { CustomerNumber, type LinkRecord, listLinks, Uuid } from '#libs/contracts';
import { Command, Option, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, CommandGroup, OperatorCommand } from '../operator-command.js';
import { printJson, printRows } from '../output.js';

interface Whose {
  id?: string;
  number?: string;
}

const PAGE = 200;

@SubCommand({ name: 'list', description: 'Show who is and was connected with a customer number, or with what an account is and was: newest first.' })
export class LinksListCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--id <id>', description: 'the id of an account, as `bsp accounts find` shows it' })
  id(id: string): string {
    if (!Uuid.safeParse(id).success) throw new CommandFailed(`"${id}" is no id of an account.`);
    return id;
  }

  @Option({ flags: '--number <customerNumber>', description: 'a customer number, instead of an account' })
  number(customerNumber: string): string {
    if (!CustomerNumber.safeParse(customerNumber).success) throw new CommandFailed(`"${customerNumber}" is no customer number.`);
    return customerNumber;
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
    const found: LinkRecord[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor } = await ask(listLinks, { ...whose, limit: PAGE, ...(cursor && { cursor }) });
      found.push(...items);
      cursor = nextCursor;
    }
    return found;
  }
}

@Command({ name: 'links', description: 'Accounts and the customer numbers that they are connected with.', subCommands: [LinksListCommand] })
export class LinksCommand extends CommandGroup {}
