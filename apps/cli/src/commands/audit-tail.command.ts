import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { AuditReader, type ServiceRow } from '../audit-reader.js';
import { OperatorBus } from '../operator-bus.js';
import { OperatorCommand } from '../operator-command.js';
import { printJson, table } from '../output.js';
import { SERVICE_OPTION, serviceNamed } from '../service-option.js';
import { accountIdTyped } from '../typed.js';
import { wholeNumber } from '../whole-number.js';

interface TailOptions {
  json?: boolean;
  service?: ServiceName;
  account?: string;
  limit?: number;
  follow?: boolean;
}

const NEWEST = 20;
const MOST = 2_000;
const EVERY_MS = 1_000;

@SubCommand({ name: 'tail', description: 'Show the newest rows of the audit log, the newest last; with --follow go on until stopped, one line per row.' })
export class AuditTailCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { json = false, service, account, limit = NEWEST, follow = false }: TailOptions): Promise<void> {
    const ask = await this.bus.client();
    const readers = (service ? [service] : SERVICES).map((name) => new AuditReader(ask, name, account));
    const newest = byTime(await Promise.all(readers.map((reader) => reader.newest(limit)))).slice(-limit);
    if (!follow) return show(newest, json);
    printLines(newest, json);
    for (;;) {
      await sleep(EVERY_MS);
      printLines(byTime(await Promise.all(readers.map((reader) => reader.news()))), json);
    }
  }

  @Option(SERVICE_OPTION)
  service(name: string): ServiceName {
    return serviceNamed(name);
  }

  @Option({ flags: '--account <id>', description: 'only what concerns one account' })
  account(id: string): string {
    return accountIdTyped(id);
  }

  @Option({ flags: '--limit <count>', description: `so many rows to begin with (${NEWEST}, at most ${MOST})` })
  limit(count: string): number {
    return Math.min(MOST, wholeNumber(count));
  }

  @Option({ flags: '--follow', description: 'go on with what is written from now on' })
  follow(): boolean {
    return true;
  }
}

const byTime = (rows: ServiceRow[][]): ServiceRow[] => rows.flat().sort((a, b) => a.at.localeCompare(b.at));

function show(rows: ServiceRow[], json: boolean): void {
  if (json) return printJson(rows);
  process.stdout.write(rows.length === 0 ? 'The audit log is empty.\n' : `${table(rows.map(columns))}\n`);
}

/** What comes one by one has no columns in common. */
function printLines(rows: ServiceRow[], json: boolean): void {
  for (const row of rows) process.stdout.write(`${json ? JSON.stringify(row) : Object.values(columns(row)).map((cell) => String(cell ?? '-').replace(/\p{Cc}+/gu, ' ')).join('  ')}\n`);
}

function columns({ at, service, action, actor, accountId, number, origin, details }: ServiceRow) {
  const from = origin && `${origin.ipPrefix} ${origin.device}`;
  return { at, service, account: accountId, number, action, by: [actor.kind, ...(actor.accountId && actor.accountId !== accountId ? [actor.accountId] : [])].join(' '), from, details: JSON.stringify(details) };
}
