import { Locale, onboardSupportAgent, Role, type RequestInput } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printDone } from '../output.js';

interface CreateOptions extends RequestInput<typeof onboardSupportAgent> {
  json?: boolean;
  role: 'SUPPORT_AGENT';
}

/** How accounts of the other roles come to be: nobody else makes them. */
const MADE_BY: Record<Exclude<Role, 'SUPPORT_AGENT'>, string> = {
  MASTER_ADMINISTRATOR: 'Master administrators are not created here: they register themselves on the portal.',
  SUB_ADMINISTRATOR: 'Sub-administrators are not created here: their master administrator creates them in the portal.',
  SALES_PARTNER: 'Sales partners are not created here: the CRM onboards them with a fact.',
};

@SubCommand({ name: 'create', description: 'Create the account of a support agent, who gets an activation code by e-mail; again while invited: with the newer data and a newer code.' })
export class AccountsCreateCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { staffNumber, firstName, lastName, email, locale = 'de', ...output }: CreateOptions): Promise<void> {
    const ask = await this.bus.client();
    const { outcome, accountId, expiresAt } = await ask(onboardSupportAgent, { staffNumber, firstName, lastName, email, locale });
    if (outcome === 'EXISTS') throw new CommandFailed(`Staff number ${staffNumber} has an account already: ${accountId}.`);
    if (outcome === 'OUTDATED') throw new CommandFailed(`Something newer is known of staff number ${staffNumber}: is this machine's clock right?`);
    printDone(`Support agent ${accountId} is invited; the activation code is on its way and valid until ${expiresAt}.`, { accountId, outcome, expiresAt }, output);
  }

  @Option({ flags: '--role <role>', description: 'SUPPORT_AGENT; the other roles come to be elsewhere', required: true })
  role(name: string): 'SUPPORT_AGENT' {
    const role = Role.safeParse(name);
    if (!role.success) throw new CommandFailed(`There is no role "${name}"; there are ${Role.options.join(', ')}.`);
    if (role.data !== 'SUPPORT_AGENT') throw new CommandFailed(MADE_BY[role.data]);
    return role.data;
  }

  @Option({ flags: '--staff-number <number>', description: 'as the staff\'s systems name the person', required: true })
  staffNumber(number: string): string {
    return number;
  }

  @Option({ flags: '--first-name <name>', description: 'first name', required: true })
  firstName(name: string): string {
    return name;
  }

  @Option({ flags: '--last-name <name>', description: 'last name', required: true })
  lastName(name: string): string {
    return name;
  }

  @Option({ flags: '--email <address>', description: 'where the activation code goes', required: true })
  email(address: string): string {
    return address;
  }

  @Option({ flags: '--locale <language>', description: `language of e-mails: ${Locale.options.join(' or ')} (de)` })
  locale(language: string): Locale {
    const locale = Locale.safeParse(language);
    if (!locale.success) throw new CommandFailed(`"${language}" is no language of e-mails: there are ${Locale.options.join(' and ')}.`);
    return locale.data;
  }
}
