import { newId } from '#libs/kernel';
import type { Role } from './account.js';

export type SessionEndReason = 'SIGN_OUT' | 'EXPIRED' | 'REVOKED' | 'REUSE' | 'PASSWORD' | 'LOCKED';

export interface Session {
  id: string;
  accountId: string;
  role: Role;
  contactDataRequired: boolean;
  /** Which refresh token is the current one. */
  generation: number;
  rotatedAt: Date;
  device: string;
  ipPrefix: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** Never later than `expiresAt`, so it alone decides. */
  idleExpiresAt: Date;
  expiresAt: Date;
  endedAt?: Date;
  endReason?: SessionEndReason;
}

export interface SessionStart {
  accountId: string;
  role: Role;
  contactDataRequired: boolean;
  device: string;
  ipPrefix: string;
}

/** Living sessions of one account; whoever opens more loses the oldest. */
export const MAX_LIVING_SESSIONS = 100;
/** Looked at with every so manieth sign-in, which lets up to this many more live for a while. */
const SIGN_INS_BETWEEN_LOOKS = 10;

export function mayHaveTooManySessions(signInCount: number): boolean {
  return signInCount > MAX_LIVING_SESSIONS && signInCount % SIGN_INS_BETWEEN_LOOKS === 0;
}

/** Lifetimes of sessions in ms. */
export class SessionTimes {
  constructor(
    readonly idle: number,
    readonly absolute: number,
    readonly reuseGrace: number,
  ) {}

  start(start: SessionStart, now: Date): Session {
    const expiresAt = new Date(now.getTime() + this.absolute);
    const idleExpiresAt = new Date(Math.min(this.idleEnd(now).getTime(), expiresAt.getTime()));
    return { id: newId(), ...start, generation: 1, rotatedAt: now, createdAt: now, lastUsedAt: now, idleExpiresAt, expiresAt };
  }

  idleEnd(now: Date): Date {
    return new Date(now.getTime() + this.idle);
  }

  /** The answer to the last refresh may have been lost: its token may be sent once more while the successor is unused. */
  isLostAnswer(session: Session, generation: number, now: Date): boolean {
    return session.generation === generation + 1 && now.getTime() - session.rotatedAt.getTime() <= this.reuseGrace;
  }
}

export function isAlive(session: Session, now: Date): boolean {
  return session.endedAt === undefined && now < session.idleExpiresAt;
}
