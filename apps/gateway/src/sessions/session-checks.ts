import { Injectable } from '@nestjs/common';
import { checkSession, type ReplyOf } from '#libs/contracts';
import { type Call, DomainError } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { KeySettings } from '../domain/key-settings.js';
import { BoundedMap } from '../http/bounded-map.js';
import type { Caller } from '../route/exchange.js';

/** A yes is worth this long (ms), counted from before the question: with the way there and back an end is known everywhere within a second. */
const YES_LIFETIME = 800;
const REMEMBERED = 50_000;

interface Yes {
  askedAt: number;
  contactDataRequired: boolean;
}

/** Whether sessions live, as identity says. */
@Injectable()
export class SessionChecks {
  private readonly alive = new BoundedMap<string, Yes>(REMEMBERED);
  /** When the token of an ended session expires, after which nobody asks about it any more. */
  private readonly ended = new BoundedMap<string, number>(REMEMBERED);
  private readonly asking = new Map<string, { askedAt: number; answer: Promise<Yes> }>();

  constructor(
    private readonly bus: BusClient,
    private readonly settings: KeySettings,
  ) {}

  /** @throws DomainError `token-invalid` when it has ended, `contact-data-required` when the caller is held there, `service-unavailable` */
  async check(caller: Caller, { needsContactData }: { needsContactData: boolean }, call: Call): Promise<void> {
    const { sessionId } = caller;
    if (this.ended.get(sessionId) !== undefined) throw new DomainError('token-invalid');
    const known = this.alive.get(sessionId);
    // A remembered "missing" may have been made good through another gateway a moment ago.
    const isEnough = known && Date.now() - known.askedAt < YES_LIFETIME && !(needsContactData && known.contactDataRequired);
    const { contactDataRequired } = isEnough ? known : await this.ask(caller, needsContactData, call);
    if (this.ended.get(sessionId) !== undefined) throw new DomainError('token-invalid');
    if (needsContactData && contactDataRequired) throw new DomainError('contact-data-required');
  }

  /** Takes note of a session that identity has just opened or renewed; `askedAt` is from before the question. */
  opened(sessionId: string, contactDataRequired: boolean, askedAt: number): void {
    this.alive.set(sessionId, { askedAt, contactDataRequired });
  }

  /** For the gateway that answered the sign-out: no at once, until every token of the session has expired. */
  end(sessionId: string): void {
    const now = Date.now();
    this.ended.dropWhile((until) => until < now);
    this.ended.set(sessionId, now + this.settings.tokenLifetime + 1_000);
    this.forget(sessionId);
  }

  /** Drops a yes before its time; the next request asks. */
  forget(sessionId: string): void {
    this.alive.delete(sessionId);
    this.asking.delete(sessionId);
  }

  /** Requests of one session at the same time share one question, as long as it is young enough for them. */
  private async ask(caller: Caller, needsContactData: boolean, call: Call): Promise<Yes> {
    const askedAt = Date.now();
    const running = this.asking.get(caller.sessionId);
    if (running && askedAt - running.askedAt < YES_LIFETIME) {
      const yes = await running.answer;
      // A shared "missing" may be from before the contact data were saved, and this request from after. What is asked from now on is not.
      return needsContactData && yes.contactDataRequired ? this.ask(caller, false, call) : yes;
    }
    const question = { askedAt, answer: this.question(caller, askedAt, call) };
    this.asking.set(caller.sessionId, question);
    const isOver = () => this.asking.get(caller.sessionId) === question && this.asking.delete(caller.sessionId);
    question.answer.then((yes) => isOver() && this.alive.set(caller.sessionId, yes), isOver);
    return question.answer;
  }

  private async question({ accountId, sessionId }: Caller, askedAt: number, call: Call): Promise<Yes> {
    const { alive, contactDataRequired }: ReplyOf<typeof checkSession> = await this.bus.ask(checkSession, { accountId, sessionId }, call);
    if (alive) return { askedAt, contactDataRequired };
    this.end(sessionId);
    throw new DomainError('token-invalid');
  }
}
