import { describe, expect, it } from '@jest/globals';
import { type SmtpPhase, verdictOf } from './smtp-verdict.js';

const answered = (response: string) => ({ response, responseCode: Number(response.slice(0, 3)), code: 'EENVELOPE' });

describe('what a failed SMTP session means', () => {
  it.each<[SmtpPhase, object, string, string]>([
    ['mail', answered('550 5.1.1 <erika@example.test>: no such user'), 'refused', '550 5.1.1'],
    ['mail', answered('554 no'), 'refused', '554'],
    ['mail', answered('451 4.7.1 greylisted, come back'), 'deferred', '451 4.7.1'],
    ['mail', answered('421 4.3.2 closing'), 'deferred', '421 4.3.2'],
    ['mail', answered('530 5.7.0 Must issue a STARTTLS command first'), 'unreachable', '530 5.7.0'],
    ['mail', { code: 'ECONNECTION' }, 'deferred', 'ECONNECTION'],
    ['mail', { code: 'ETIMEDOUT' }, 'deferred', 'ETIMEDOUT'],
    ['hello', { code: 'ESOCKET' }, 'unreachable', 'ESOCKET'],
    ['hello', answered('535 5.7.8 wrong password'), 'unreachable', '535 5.7.8'],
    ['hello', answered('554 no service'), 'unreachable', '554'],
  ])('in phase %s: %j', (phase, error, verdict, answer) => {
    expect(verdictOf(phase, error)).toEqual({ verdict, answer });
  });

  it('never repeats the words of the server, they name addresses', () => {
    expect(JSON.stringify(verdictOf('mail', answered('550 <erika@example.test> is unknown')))).not.toContain('erika');
  });
});
