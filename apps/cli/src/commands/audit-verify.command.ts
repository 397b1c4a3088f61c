import { type AuditFault, type ReplyOf, SERVICES, type ServiceName, verifyAudit } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { Option, SubCommand } from 'nest-commander';
import type { Ask } from '../audit-reader.js';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printJson, table } from '../output.js';
import { SERVICE_OPTION, serviceNamed } from '../service-option.js';

const TRIES = 3;

/** What each finding means; docs/runbook.md says what to do. */
const MEANING: Record<AuditFault['what'], string> = {
  ROW_CHANGED: 'the row was changed, copied, exchanged or slipped in: it does not fit its hash or its seal',
  ROW_MISSING: 'the row was removed',
  ROW_NOT_SEALED: 'the row is no part of the chain',
  SEAL_CHANGED: 'the seal was changed, or does not follow the one before',
  SEAL_MISSING: 'the seal was removed',
  HEAD_CHANGED: 'the chain does not end where it should',
  NUMBER_CHANGED: 'fewer rows of this account were counted than there are',
};

/** What was found in one service; silent: it did not answer to the end. */
interface Verdict {
  service: ServiceName;
  rows: number;
  seals: number;
  head: { position: number; seal: string } | null;
  faults: AuditFault[];
  silent: boolean;
}

@SubCommand({ name: 'verify', description: 'Verify that no row of the audit log was changed, removed, copied or slipped in; exits with 1 and names each fault, or the service that does not answer.' })
export class AuditVerifyCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { json = false, service }: { json?: boolean; service?: ServiceName }): Promise<void> {
    const ask = await this.bus.client();
    const verdicts = await Promise.all((service ? [service] : SERVICES).map((name) => verify(ask, name)));
    if (json) printJson(verdicts.map(({ faults, ...verdict }) => ({ ...verdict, faults: faults.map((fault) => ({ ...fault, meaning: MEANING[fault.what] })) })));
    else show(verdicts);
    const wrong = verdicts.filter(({ faults }) => faults.length > 0).map((verdict) => verdict.service);
    const silent = verdicts.filter((verdict) => verdict.silent).map((verdict) => verdict.service);
    const sentences = [...(wrong.length > 0 ? [`Not as it was written: ${wrong.join(', ')}.`] : []), ...(silent.length > 0 ? [`Not answering: ${silent.join(', ')}.`] : [])];
    if (sentences.length > 0) throw new CommandFailed(sentences.join(' '));
  }

  @Option(SERVICE_OPTION)
  service(name: string): ServiceName {
    return serviceNamed(name);
  }
}

/** Step by step, each within the deadline of the bus. */
async function verify(ask: Ask, service: ServiceName): Promise<Verdict> {
  const verdict: Verdict = { service, rows: 0, seals: 0, head: null, faults: [], silent: false };
  const known = new Set<string>();
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const step = await stepOf(ask, service, cursor);
    if (!step) return { ...verdict, silent: true };
    verdict.rows += step.rows;
    verdict.seals += step.seals;
    verdict.head = step.head;
    verdict.faults.push(...step.faults.filter((fault) => isNew(fault, known)));
    cursor = step.nextCursor;
  }
  return verdict;
}

/** A long verification does not end with one answer that is late. Undefined when the service stays silent. @throws DomainError what it refuses */
async function stepOf(ask: Ask, service: ServiceName, cursor: string | undefined): Promise<ReplyOf<(typeof verifyAudit)[ServiceName]> | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return await ask(verifyAudit[service], cursor ? { cursor } : {});
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'service-unavailable') throw error;
    }
  }
  return undefined;
}

/** A row that is missed by its seal is missed by its number, too. */
function isNew({ what, accountId, number, position }: AuditFault, known: Set<string>): boolean {
  const key = number === null ? `${what} at ${position}` : `${what} ${accountId} ${number}`;
  return known.size < known.add(key).size;
}

function show(verdicts: Verdict[]): void {
  const overview = verdicts.map(({ service, rows, seals, head, faults, silent }) => ({
    service, rows: silent ? null : rows, sealed: silent ? null : seals, faults: silent ? null : faults.length, lastSeal: head && `${head.position} ${head.seal}`,
  }));
  process.stdout.write(`${table(overview)}\n`);
  const faults = verdicts.flatMap(({ service, faults: found }) => found.map(({ accountId, number, position, what }) => ({ service, account: accountId, number, position, fault: what, meaning: MEANING[what] })));
  if (faults.length > 0) process.stdout.write(`\n${table(faults)}\n`);
}
