import { describe, expect, it } from '@jest/globals';
import { Dispatch } from './dispatch.js';
import type { Letter } from './letter-spool.js';
import type { Mail } from './mail-server.js';
import type { Channel, QueuedMessage } from './message.js';

const message = (channel: Channel) => ({ causeId: 'c', messageType: 'welcome-letter', channel }) as QueuedMessage;
const mail = { to: 'erika@example.test' } as Mail;
const letter = { letterId: 'l' } as Letter;

function dispatch({ readable = true } = {}) {
  const handed: unknown[] = [];
  const write = <T>(written: T) => ({ write: async () => (readable ? written : Promise.reject(new Error('no key at hand opens it'))) });
  const take = (answer: string) => async (finished: unknown) => {
    handed.push(finished);
    return { verdict: 'accepted' as const, answer };
  };
  return { handed, sending: new Dispatch(write(mail), { send: take('250') }, write(letter), { put: take('spooled') }) };
}

describe('a message', () => {
  it.each([['EMAIL' as const, mail, '250'], ['LETTER' as const, letter, 'spooled']])('by %s is written and handed over on its channel', async (channel, written, answer) => {
    const { handed, sending } = dispatch();
    expect(await sending.send(message(channel))).toEqual({ verdict: 'accepted', answer });
    expect(handed).toEqual([written]);
  });

  it.each(['EMAIL', 'LETTER'] as const)('by %s that cannot be opened is handed to nobody, and may be tried again', async (channel) => {
    const { handed, sending } = dispatch({ readable: false });
    expect(await sending.send(message(channel))).toEqual({ verdict: 'deferred', answer: 'unreadable' });
    expect(handed).toEqual([]);
  });
});
