import { writeFile } from 'node:fs/promises';
import { asyncApi } from '#libs/contracts';
import { Command, Option } from 'nest-commander';
import { stringify } from 'yaml';
import { OperatorCommand } from '../operator-command.js';
import { printJson } from '../output.js';

@Command({ name: 'asyncapi', description: 'Print the whole interface on NATS as an AsyncAPI 3 document (YAML), as docs/asyncapi.yaml has it.' })
export class AsyncapiCommand extends OperatorCommand {
  override async run(_: string[], { json, out }: { json?: boolean; out?: string }): Promise<void> {
    if (json) return printJson(asyncApi());
    // Each message stands out in full: aliases would spare lines and cost readers.
    const text = stringify(asyncApi(), { lineWidth: 140, aliasDuplicateObjects: false });
    await (out ? writeFile(out, text) : process.stdout.write(text));
  }

  @Option({ flags: '--out <file>', description: 'write it into this file instead' })
  out(file: string): string {
    return file;
  }
}
