/**
 * What became of a message that was handed over. `answer` is the mail server's code ("250", "550 5.1.1") or the kind of failure, never words:
 * they name addresses. accepted: it is on its way. refused: it never will be. deferred: perhaps later. unreachable: nothing is taken now, of nobody.
 */
export interface SendResult {
  verdict: 'accepted' | 'refused' | 'deferred' | 'unreachable';
  answer: string;
}
