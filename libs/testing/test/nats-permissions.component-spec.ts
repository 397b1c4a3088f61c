import { connect, PermissionViolationError, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ASKS, COMMANDS, DELIVERIES, DURABLES, deadLetterSubject, FACTS, LISTENS, publishes, SERVICES, STREAMS, type ServiceName } from '#libs/contracts';
import { startTestNats, type TestNats } from '../src/index.js';

type User = ServiceName | 'harness' | 'provisioner' | 'operator';
const USERS: User[] = [...SERVICES, 'harness', 'provisioner', 'operator'];
const isService = (user: User): user is ServiceName => (SERVICES as readonly string[]).includes(user);

const facts = FACTS.map(({ type }) => type);
const deliveries = DELIVERIES.map(({ type }) => type);
const commands = COMMANDS.map(({ subject }) => subject);
const deadLetters = SERVICES.map(deadLetterSubject);
const pulls = DURABLES.flatMap(({ stream, service }) =>
  [`$JS.API.CONSUMER.INFO.${stream}.${service}`, `$JS.API.CONSUMER.MSG.NEXT.${stream}.${service}`, `$JS.ACK.${stream}.${service}.1.1.1.1.0`].map((subject) => ({ subject, service })),
);
const streams = STREAMS.map(({ name }) => name);
const manage = ['STREAM.INFO', 'STREAM.CREATE', 'STREAM.UPDATE'].flatMap((verb) => streams.map((name) => `$JS.API.${verb}.${name}`));
const durables = DURABLES.map(({ stream, service }) => `$JS.API.CONSUMER.CREATE.${stream}.${service}`);
/** What would destroy or read what others wrote; dead letters are the operators' to read and to discard. */
const destroy = ['STREAM.DELETE', 'STREAM.PURGE', 'STREAM.MSG.DELETE', 'STREAM.MSG.GET', 'DIRECT.GET'].flatMap((verb) => streams.map((name) => `$JS.API.${verb}.${name}`));
const inboxes = [...USERS.map((user) => `_INBOX_${user}.x`), '_INBOX.x'];
const everything = [...new Set([...facts, ...deliveries, ...commands, ...deadLetters, ...pulls.map(({ subject }) => subject), ...manage, ...durables, ...destroy, ...inboxes, 'bsp', '$SYS.REQ.SERVER.PING'])];

const covers = (pattern: string, subject: string) => (pattern.endsWith('.>') ? subject.startsWith(pattern.slice(0, -1)) : pattern === subject);

/** What the topology says a user publishes; everything else must be refused. */
function mayPublish(user: User): string[] {
  if (isService(user)) {
    const own = publishes(user);
    const asked = user === 'gateway' ? ASKS.gateway.map(({ subject }) => subject) : [];
    return [...everything.filter((subject) => own.some((pattern) => covers(pattern, subject))), ...asked, ...pulls.filter(({ service }) => service === user).map(({ subject }) => subject)];
  }
  if (user === 'harness') return [...facts.filter((type) => /^bsp\.(crm|staff)\./.test(type)), ...commands.filter((subject) => subject === 'bsp.cmd.entitlements.check-rights')];
  if (user === 'provisioner') return [...manage, ...durables, ...pulls.map(({ subject }) => subject).filter((subject) => subject.includes('.CONSUMER.INFO.'))];
  const lettersOf = ['STREAM.MSG.GET', 'STREAM.MSG.DELETE', 'DIRECT.GET'].map((verb) => `$JS.API.${verb}.BSP_DEAD_LETTERS`);
  const seen = [...manage.filter((subject) => subject.includes('.STREAM.INFO.')), ...pulls.map(({ subject }) => subject).filter((subject) => subject.includes('.CONSUMER.INFO.'))];
  return [...ASKS.operator.map(({ subject }) => subject), ...facts, ...deliveries, ...lettersOf, ...seen];
}

interface Subscribed {
  subject: string;
  queue?: string;
}
const show = ({ subject, queue }: Subscribed) => (queue ? `${subject} in ${queue}` : subject);
const attempts: Subscribed[] = [
  ...commands.flatMap((subject) => [{ subject }, ...SERVICES.map((queue) => ({ subject, queue }))]),
  ...[...facts, ...deliveries, ...deadLetters, ...inboxes, '>', 'bsp.>', '_INBOX.>', '_INBOX_identity.>', '$SYS.>', '$JS.>'].map((subject) => ({ subject })),
];

function maySubscribe(user: User): Subscribed[] {
  const inbox = { subject: `_INBOX_${user}.x` };
  if (user === 'harness') return [...facts.filter((type) => type.startsWith('bsp.evt.')), ...deadLetters, '_INBOX.x', '_INBOX.>'].map((subject) => ({ subject })).concat(inbox);
  if (!isService(user)) return [inbox];
  const answers = COMMANDS.filter(({ service }) => service === user).map(({ subject }) => ({ subject, queue: user }));
  const heard = (LISTENS[user] ?? []).map(({ type }) => ({ subject: type }));
  return [...answers, ...heard, inbox, ...(user === 'identity' ? [{ subject: '_INBOX_identity.>' }] : [])];
}

describe('nats-server.conf', () => {
  let nats: TestNats;
  beforeAll(async () => {
    nats = await startTestNats();
  });
  afterAll(() => nats.stop());

  /** Does it as the user, and gives back what the server refused. */
  const refusedTo = async (user: User, work: (connection: NatsConnection) => void): Promise<PermissionViolationError[]> => {
    const connection = await connect({ servers: nats.url, user, pass: nats.passwordFor(user) });
    const refused: PermissionViolationError[] = [];
    const listening = (async () => {
      for await (const status of connection.status()) {
        if (status.type === 'error' && status.error instanceof PermissionViolationError) refused.push(status.error);
      }
    })();
    work(connection);
    await connection.flush();
    await connection.close();
    await listening;
    return refused;
  };

  it.each(USERS)('lets %s publish what the topology says, and nothing else', async (user) => {
    const refused = await refusedTo(user, (connection) => {
      for (const subject of everything) connection.publish(subject);
    });
    const subjects = new Set(refused.map(({ subject }) => subject));
    expect(everything.filter((subject) => !subjects.has(subject)).sort()).toEqual([...new Set(mayPublish(user))].sort());
  });

  it.each(USERS)('lets %s subscribe to what the topology says, and to nothing else', async (user) => {
    const refused = await refusedTo(user, (connection) => {
      for (const { subject, queue } of attempts) connection.subscribe(subject, { ...(queue && { queue }), callback: () => undefined });
    });
    const refusedNames = new Set(refused.map(({ subject, queue }) => show({ subject, ...(queue && { queue }) })));
    expect(attempts.map(show).filter((name) => !refusedNames.has(name)).sort()).toEqual([...new Set(maySubscribe(user).map(show))].sort());
  });

  it('knows nobody without a password', async () => {
    await expect(connect({ servers: nats.url, user: 'identity', pass: 'wrong', reconnect: false })).rejects.toThrow(/authorization/i);
    await expect(connect({ servers: nats.url, reconnect: false })).rejects.toThrow(/authorization/i);
  });
});
