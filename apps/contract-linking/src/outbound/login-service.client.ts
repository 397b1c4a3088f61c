import { type Call, DomainError } from '#libs/kernel';
import { counter, type Logger } from '#libs/observability';
import { type CentreCredentials, type CentreLogin, LoginService, RefusedOtherwise } from '../domain/login-service.js';
import { type CircuitBreaker, CircuitOpen, type Meaning } from './circuit-breaker.js';
import { CutShort, readLogin, ServiceAway, Unusable } from './login-service-answer.js';
import { post } from './post.js';

/** Milliseconds for the whole exchange, from the connection to the last byte. */
const DEADLINE = 2_500;
/** Seconds after which it is worth trying again, where nothing else is known. */
const RETRY_AFTER = 2;

const asked = counter('bsp_login_service_total', 'Questions to the login service by what became of them', ['outcome']);

/** What a question that came to nothing says of the service: one that had less than its time says nothing. */
export function meaningOf(error: unknown): Meaning {
  if (error instanceof ServiceAway) return 'failure';
  return error instanceof CutShort ? 'nothing' : 'answer';
}

/**
 * The telco's login service over HTTP. What it is shown stands in the body of that one request and nowhere else: no error, no log line
 * and no metric here is made of it.
 */
export class HttpLoginService extends LoginService {
  /** `url`: undefined where there is none. */
  constructor(
    private readonly url: string | undefined,
    private readonly breaker: CircuitBreaker,
    private readonly logger: Logger,
  ) {
    super();
  }

  async verify(credentials: CentreCredentials, call: Call): Promise<CentreLogin | undefined> {
    try {
      const within = Math.min(DEADLINE, call.deadline - Date.now());
      if (!this.url) throw new Unusable('not configured');
      if (within < 1) throw new Unusable('too late');
      const login = await this.breaker.run(() => this.ask(credentials, within));
      asked.inc({ outcome: login ? 'accepted' : 'rejected' });
      return login;
    } catch (error) {
      throw this.unavailable(error, call);
    }
  }

  private async ask(credentials: CentreCredentials, within: number): Promise<CentreLogin | undefined> {
    const signal = AbortSignal.timeout(within);
    try {
      return await readLogin(await post(`${this.url}/verify`, JSON.stringify(credentials), signal));
    } catch (error) {
      if (error instanceof Unusable || error instanceof RefusedOtherwise || error instanceof ServiceAway) throw error;
      if (signal.aborted && within < DEADLINE) throw new CutShort('time-out of whoever asks');
      throw new ServiceAway(signal.aborted ? 'time-out' : 'unreachable');
    }
  }

  private unavailable(error: unknown, { correlationId }: Call): DomainError {
    const isOpen = error instanceof CircuitOpen;
    const reason = isOpen ? 'circuit open' : error instanceof Error ? error.message : 'unknown';
    asked.inc({ outcome: isOpen ? 'not-asked' : outcomeOf(error) });
    if (!isOpen) this.logger.warn({ reason, correlationId }, 'the login service cannot be used');
    const retryAfter = Math.max(isOpen ? 1 : RETRY_AFTER, Math.ceil(this.breaker.remaining / 1_000));
    return new DomainError('external-service-unavailable', { params: { retryAfter }, ...(error instanceof RefusedOtherwise && { cause: error }) });
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof RefusedOtherwise) return 'refused';
  return error instanceof ServiceAway || error instanceof CutShort ? 'away' : 'unusable';
}
