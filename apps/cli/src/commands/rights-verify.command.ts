import { type ReplyOf, verifyRights } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printJson, table } from '../output.js';
import { accessNumberTyped } from '../typed.js';

type Verdict = Omit<ReplyOf<typeof verifyRights>, 'nextCursor'>;

@SubCommand({ name: 'verify', description: 'Verify rights: recompute them from their history and compare; exits with 1 and names each contract on which they are not as they should be.' })
export class RightsVerifyCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--access-number <number>', description: 'only this contract' })
  accessNumber(number: string): string {
    return accessNumberTyped(number);
  }

  override async run(_: string[], { accessNumber, json }: { accessNumber?: string; json?: boolean }): Promise<void> {
    const verdict = await this.verify(accessNumber);
    if (json) printJson(verdict);
    else process.stdout.write(`${verdict.contracts} contracts and ${verdict.rows} rows of history looked at, ${verdict.faults.length} faults.\n`);
    if (verdict.faults.length === 0) return;
    if (!json) process.stdout.write(`\n${table(verdict.faults)}\n`);
    throw new CommandFailed(`Not as it should be: rights on ${new Set(verdict.faults.map((fault) => fault.accessNumber)).size} contracts. docs/runbook.md says what to do.`);
  }

  /** Step by step, each within the deadline of the bus. */
  private async verify(accessNumber?: string): Promise<Verdict> {
    const ask = await this.bus.client();
    const verdict: Verdict = { contracts: 0, rows: 0, faults: [] };
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const step = await ask(verifyRights, { ...(accessNumber && { accessNumber }), ...(cursor && { cursor }) });
      verdict.contracts += step.contracts;
      verdict.rows += step.rows;
      verdict.faults.push(...step.faults);
      cursor = step.nextCursor;
    }
    return verdict;
  }
}
