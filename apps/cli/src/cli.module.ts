import { Module } from '@nestjs/common';
import { InjectCommander } from 'nest-commander';
import { AccountsCloseCommand } from './commands/accounts-close.command.js';
import { AccountsCreateCommand } from './commands/accounts-create.command.js';
import { AccountsFindCommand } from './commands/accounts-find.command.js';
import { AccountsLockCommand, AccountsUnlockCommand } from './commands/accounts-lock.command.js';
import { AccountsCommand } from './commands/accounts.command.js';
import { CodesCommand, CodesReissueCommand } from './commands/codes.command.js';
import { AuditTailCommand } from './commands/audit-tail.command.js';
import { AuditVerifyCommand } from './commands/audit-verify.command.js';
import { AuditCommand } from './commands/audit.command.js';
import { DeadLettersListCommand } from './commands/dead-letters-list.command.js';
import { DeadLettersDiscardCommand, DeadLettersReplayCommand } from './commands/dead-letters-settle.command.js';
import { DeadLettersShowCommand } from './commands/dead-letters-show.command.js';
import { DeadLettersCommand } from './commands/dead-letters.command.js';
import { KeysCommand, KeysListCommand, KeysRotateCommand } from './commands/keys.command.js';
import { OutboxCommand, OutboxLagCommand, StreamsCommand, StreamsLagCommand } from './commands/lag.command.js';
import { LettersCommand, LettersListCommand, LettersReissueCommand } from './commands/letters.command.js';
import { LinksCommand, LinksListCommand } from './commands/links.command.js';
import { MigrateCommand } from './commands/migrate.command.js';
import { RightsExplainCommand } from './commands/rights-explain.command.js';
import { RightsOrphansCommand } from './commands/rights-orphans.command.js';
import { RightsShowCommand } from './commands/rights-show.command.js';
import { RightsVerifyCommand } from './commands/rights-verify.command.js';
import { RightsCommand } from './commands/rights.command.js';
import { OperatorBus } from './operator-bus.js';

const accounts = [AccountsCommand, AccountsFindCommand, AccountsCreateCommand, AccountsLockCommand, AccountsUnlockCommand, AccountsCloseCommand];
const codes = [CodesCommand, CodesReissueCommand];
const letters = [LettersCommand, LettersListCommand, LettersReissueCommand];
const links = [LinksCommand, LinksListCommand];
const rights = [RightsCommand, RightsShowCommand, RightsExplainCommand, RightsVerifyCommand, RightsOrphansCommand];
const keys = [KeysCommand, KeysListCommand, KeysRotateCommand];
const deadLetters = [DeadLettersCommand, DeadLettersListCommand, DeadLettersShowCommand, DeadLettersReplayCommand, DeadLettersDiscardCommand];
const audit = [AuditCommand, AuditTailCommand, AuditVerifyCommand];
const lags = [StreamsCommand, StreamsLagCommand, OutboxCommand, OutboxLagCommand];

/** The operators' command line: its commands in one list. */
@Module({ providers: [OperatorBus, MigrateCommand, ...accounts, ...codes, ...letters, ...links, ...rights, ...keys, ...deadLetters, ...lags, ...audit] })
export class CliModule {
  constructor(@InjectCommander() program: { name(name: string): unknown }) {
    program.name('bsp');
  }
}
