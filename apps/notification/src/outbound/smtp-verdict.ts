import type { SendResult } from '../domain/send-result.js';

/** Up to which point a session came: before `mail` nothing was said of any message. */
export type SmtpPhase = 'hello' | 'mail';

/** Answers that ask us to sign in, or first to encrypt: our settings are wrong, not the message. */
const OURS_TO_MEND = new Set([530, 534, 535, 538]);

/** What a failed session means for its mail. */
export function verdictOf(phase: SmtpPhase, error: unknown): SendResult {
  const { responseCode, response, code } = error as { responseCode?: number; response?: string; code?: string };
  const answer = answerOf(response) ?? code ?? 'error';
  if (phase === 'hello' || (responseCode !== undefined && OURS_TO_MEND.has(responseCode))) return { verdict: 'unreachable', answer };
  return { verdict: responseCode !== undefined && responseCode >= 500 ? 'refused' : 'deferred', answer };
}

/** The codes of an answer without its words: "550 5.1.1". */
export function answerOf(response: string | undefined): string | undefined {
  return /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/.exec(response ?? '')?.slice(1).filter(Boolean).join(' ') || undefined;
}
