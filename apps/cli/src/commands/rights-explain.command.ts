import { explainAccountRights, type Explanation } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { OperatorCommand } from '../operator-command.js';
import { printJson, printRows } from '../output.js';
import { accessNumberTyped, accountIdTyped } from '../typed.js';

interface Options {
  id: string;
  accessNumber: string;
  json?: boolean;
}

@SubCommand({ name: 'explain', description: 'Explain why an account holds what it holds on a contract: every chain of grants, from the connected account down.' })
export class RightsExplainCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--id <id>', description: 'the id of the account, as `bsp accounts find` shows it', required: true })
  id(id: string): string {
    return accountIdTyped(id);
  }

  @Option({ flags: '--access-number <number>', description: 'the access number of the contract', required: true })
  accessNumber(number: string): string {
    return accessNumberTyped(number);
  }

  override async run(_: string[], { id, accessNumber, json }: Options): Promise<void> {
    const ask = await this.bus.client();
    const explanation = await ask(explainAccountRights, { accountId: id, accessNumber });
    if (json) return printJson(explanation);
    printRows(stepsOf(explanation), { empty: 'This account holds nothing on this contract.' });
  }
}

/** A row for each step; chains of one right are counted. */
function stepsOf({ rights }: Explanation) {
  return rights.flatMap(({ right, because }) =>
    because.flatMap((chain, index) =>
      chain.map(({ via, by, to, grantId, since, until }, step) => ({ right, chain: index + 1, step: step + 1, via, by: by && nameOf(by), to: nameOf(to), grantId, since, until })),
    ),
  );
}

const nameOf = ({ name, company }: { name: string; company: string }): string => [name, company].filter((part) => part !== '').join(', ');
