import { type HeldContract, listRights } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { everyPage } from '../every-page.js';
import { OperatorBus } from '../operator-bus.js';
import { OperatorCommand } from '../operator-command.js';
import { printJson, printRows } from '../output.js';
import { accountIdTyped } from '../typed.js';

@SubCommand({ name: 'show', description: 'Show the contracts on which an account holds something now, with its rights and where they come from.' })
export class RightsShowCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--id <id>', description: 'the id of the account, as `bsp accounts find` shows it', required: true })
  id(id: string): string {
    return accountIdTyped(id);
  }

  override async run(_: string[], { id, json }: { id: string; json?: boolean }): Promise<void> {
    const held = await this.find(id);
    if (json) return printJson(held);
    const rows = held.map(({ accessNumber, customerNumber, product, rights, sources }) => ({ accessNumber, customerNumber, product, rights: rights.join(', '), sources: sources.join(', ') }));
    printRows(rows, { empty: 'This account holds nothing on any contract.' });
  }

  private async find(accountId: string): Promise<HeldContract[]> {
    const ask = await this.bus.client();
    return everyPage((page) => ask(listRights, { accountId, ...page }));
  }
}
