import type { SupportAccount } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { Option } from 'nest-commander';
import { CommandFailed, OperatorCommand } from './operator-command.js';
import { accountIdTyped } from './typed.js';

export interface AccountOptions {
  id: string;
  json?: boolean;
  reason: string;
}

/** A command that acts on one account, never without a reason. */
export abstract class AccountCommand extends OperatorCommand {
  @Option({ flags: '--id <id>', description: 'the id of the account, as `bsp accounts find` shows it', required: true })
  id(id: string): string {
    return accountIdTyped(id);
  }

  @Option({ flags: '--reason <text>', description: 'why, in 10 to 500 characters; its holder sees it', required: true })
  reason(text: string): string {
    return text;
  }
}

/** What the service answers; `missing` is the sentence for an account of which it cannot be done. @throws CommandFailed */
export function accountOr(missing: string, answer: Promise<SupportAccount>): Promise<SupportAccount> {
  return answer.catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'not-found' ? new CommandFailed(missing, error) : error;
  });
}
