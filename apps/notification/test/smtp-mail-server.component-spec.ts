import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SmtpMailServer } from '../src/outbound/smtp-mail-server.client.js';

const MAIL = {
  messageId: '<1@example.test>',
  to: 'erika@example.test',
  date: new Date('2026-11-22T10:00:00Z'),
  subject: 'Grüße',
  text: 'Schön, dass Sie da sind.\n',
  html: '<p>Schön, dass Sie da sind.</p>',
  headers: { 'X-BSP-Message-Type': 'account-activated' },
};
const from = { name: 'Müller & "Söhne" <x>', address: 'portal@example.test' };

const received: string[] = [];
let server: SMTPServer | undefined;
afterEach(() => server && new Promise<void>((resolve) => server!.close(resolve)));

async function listen(options: SMTPServerOptions): Promise<number> {
  server = new SMTPServer({
    logger: false,
    closeTimeout: 50,
    onData: (stream, _session, done) => void text(stream).then((raw) => { received.push(raw); done(); }),
    onAuth: ({ username, password }, _session, done) => (username === 'bsp' && password === 'p@ss:/' ? done(null, { user: username }) : done(new Error('no'))),
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return (server.server.address() as AddressInfo).port;
}

it('signs in where it is told to, and sends one mail to one recipient', async () => {
  const port = await listen({ authMethods: ['PLAIN'], allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
  const result = await new SmtpMailServer({ url: `smtp://bsp:p%40ss%3A%2F@127.0.0.1:${port}`, from }).send(MAIL);
  expect(result).toEqual({ verdict: 'accepted', answer: '250' });
  const [raw] = received;
  expect(raw).toMatch(/^To: erika@example\.test\r$/m);
  expect(raw).toMatch(/^X-BSP-Message-Type: account-activated\r$/m);
  expect(raw).toMatch(/^Date: Sun, 22 Nov 2026 10:00:00 \+0000\r$/m);
  expect(raw!.match(/^From: .*/gm)).toHaveLength(1);
});

it('takes a refused sign-in for a server that cannot be reached, not for a bad mail', async () => {
  const port = await listen({ authMethods: ['PLAIN'], allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
  expect((await new SmtpMailServer({ url: `smtp://bsp:wrong@127.0.0.1:${port}`, from }).send(MAIL)).verdict).toBe('unreachable');
  expect((await new SmtpMailServer({ url: `smtp://127.0.0.1:${port}`, from }).send(MAIL)).verdict).toBe('unreachable');
});

it('sends nothing to a server whose certificate cannot be trusted, or that has none where one is demanded', async () => {
  const withTls = await listen({ authOptional: true });
  expect((await new SmtpMailServer({ url: `smtp://127.0.0.1:${withTls}`, from }).send(MAIL)).verdict).toBe('unreachable');
  await new Promise<void>((resolve) => server!.close(resolve));
  const without = await listen({ authOptional: true, disabledCommands: ['STARTTLS'] });
  expect((await new SmtpMailServer({ url: `smtp://127.0.0.1:${without}?requireTLS=true`, from }).send(MAIL)).verdict).toBe('unreachable');
});

it.each([['nothing at all', undefined], ['nonsense', 'HTTP/1.1 400 Bad Request\r\n\r\n'], ['no service', '554 5.3.2 no service\r\n']])('takes a server that says %s for unreachable', async (_name, greeting) => {
  const odd: Server = createServer((socket) => (greeting ? socket.end(greeting) : socket.destroy()));
  odd.listen(0, '127.0.0.1');
  await once(odd, 'listening');
  const url = `smtp://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  expect((await new SmtpMailServer({ url, from }).send(MAIL)).verdict).toBe('unreachable');
  odd.close();
  await once(odd, 'close');
  expect(await new SmtpMailServer({ url, from }).send(MAIL)).toMatchObject({ verdict: 'unreachable', answer: 'ESOCKET' });
});
