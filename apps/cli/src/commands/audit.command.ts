import { Command } from 'nest-commander';
import { CommandGroup } from '../operator-command.js';
import { AuditTailCommand } from './audit-tail.command.js';
import { AuditVerifyCommand } from './audit-verify.command.js';

@Command({ name: 'audit', description: 'The audit log of every service: who did what, to whom, when and from where.', subCommands: [AuditTailCommand, AuditVerifyCommand] })
export class AuditCommand extends CommandGroup {}
