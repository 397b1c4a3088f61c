import type { ClientSession } from 'mongoose';
import { DomainError } from '#libs/kernel';
import { checkChain } from './audit-chain-check.js';
import type { AuditFault, AuditStep } from './audit-fault.js';
import type { AuditHasher } from './audit-hasher.js';
import { checkNumbers, checkRows } from './audit-rows-check.js';
import { AUDIT_HEAD, type AuditHead } from './audit.schema.js';
import type { Database } from './database.js';
import { asUnavailable } from './transaction-errors.policy.js';

export type { AuditFault } from './audit-fault.js';

export interface AuditVerdict {
  faults: AuditFault[];
  /** Rows looked at in this step. */
  rows: number;
  /** Seals looked at in this step. */
  seals: number;
  nextCursor: string | null;
  /** The end of the chain now: worth writing down elsewhere, because its position can only grow. */
  head: { position: number; seal: string } | null;
}

const PARTS = ['chain', 'rows', 'numbers'] as const;
type Part = (typeof PARTS)[number];

/** Verifies the audit log of one service step by step: first along the chain, then along the accounts. It may be written to meanwhile. */
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly hasher: AuditHasher,
  ) {}

  /** @throws DomainError `validation-failed` for a cursor that is none of its own */
  async verify({ limit, cursor = 'chain:0' }: { limit: number; cursor?: string }): Promise<AuditVerdict> {
    const { part, from } = read(cursor);
    return this.#inSnapshot(async (session) => {
      const step = await this.#step(part, from, limit, session);
      const head = await this.database.collection<AuditHead>(AUDIT_HEAD).findOne({ _id: 'head' }, { session });
      return {
        faults: step.faults,
        rows: part === 'rows' ? step.checked : 0,
        seals: part === 'chain' ? step.checked : 0,
        nextCursor: next(part, step),
        head: head && { position: head.position, seal: head.seal },
      };
    });
  }

  #step(part: Part, from: string, limit: number, session: ClientSession): Promise<AuditStep> {
    if (part === 'chain') return checkChain(this.database, this.hasher, session, Number(from), limit);
    return part === 'rows' ? checkRows(this.database, this.hasher, session, from, limit) : checkNumbers(this.database, session, from, limit);
  }

  /** Rows, seals, head and numbers as they were at one moment. */
  async #inSnapshot<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const session = this.database.startSession();
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' } });
      return await work(session);
    } catch (error) {
      throw asUnavailable(error);
    } finally {
      // Also ends the transaction, which has written nothing.
      await session.endSession();
    }
  }
}

function read(cursor: string): { part: Part; from: string } {
  const [, name, from] = /^(chain|rows|numbers):(.*)$/s.exec(cursor) ?? [];
  const part = PARTS.find((known) => known === name);
  if (!part || from === undefined || (part === 'chain' && !/^\d{1,15}(\.\d+)?$/.test(from))) {
    throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  }
  return { part, from };
}

function next(part: Part, { next: from }: AuditStep): string | null {
  if (from !== undefined) return `${part}:${from}`;
  const following = PARTS[PARTS.indexOf(part) + 1];
  return following ? `${following}:` : null;
}
