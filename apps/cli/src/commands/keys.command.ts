import { listSigningKeys, rotateSigningKeys, type ReplyOf } from '#libs/contracts';
import { Command, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandGroup, OperatorCommand } from '../operator-command.js';
import { printRows } from '../output.js';

type Keys = ReplyOf<typeof listSigningKeys>['keys'];

const show = (keys: Keys, options: { json?: boolean }) => printRows(keys, { ...options, empty: 'There are no signing keys yet.' });

@SubCommand({ name: 'list', description: 'List the keys that sign or verify access tokens.' })
export class KeysListCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], options: { json?: boolean }): Promise<void> {
    const ask = await this.bus.client();
    show((await ask(listSigningKeys, {})).keys, options);
  }
}

@SubCommand({ name: 'rotate', description: 'Let the next key sign and retire the active one; tokens issued before stay valid until they expire.' })
export class KeysRotateCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], options: { json?: boolean }): Promise<void> {
    const ask = await this.bus.client();
    show((await ask(rotateSigningKeys, {})).keys, options);
  }
}

@Command({ name: 'keys', description: 'Signing keys of access tokens.', subCommands: [KeysListCommand, KeysRotateCommand] })
export class KeysCommand extends CommandGroup {}
