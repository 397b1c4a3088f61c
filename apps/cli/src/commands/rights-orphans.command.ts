import { listOrphans, type Orphan } from '#libs/contracts';
import { SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { OperatorCommand } from '../operator-command.js';
import { printRows } from '../output.js';

const PAGE = 200;

@SubCommand({ name: 'orphans', description: 'Show sub-administrators whose master administrator is closed: nobody can change their rights, lock or remove them in the portal.' })
export class RightsOrphansCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], options: { json?: boolean }): Promise<void> {
    printRows(await this.find(), { ...options, empty: 'Every sub-administrator has a superior.' });
  }

  private async find(): Promise<Orphan[]> {
    const ask = await this.bus.client();
    const found: Orphan[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor } = await ask(listOrphans, { limit: PAGE, ...(cursor && { cursor }) });
      found.push(...items);
      cursor = nextCursor;
    }
    return found;
  }
}
