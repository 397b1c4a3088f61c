import { describe, expect, it } from '@jest/globals';
import { ASKS, COMMANDS, DELIVERIES, DURABLES, FACTS, publishes, signIn, STREAMS } from './index.js';

describe('topology', () => {
  it('knows each subject once', () => {
    const subjects = [...COMMANDS.map((c) => c.subject), ...FACTS.map((f) => f.type), ...DELIVERIES.map((d) => d.type)];
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toContain('bsp.cmd.identity.sign-in');
  });

  it('lets only the gateway ask services, and nobody but operators rotate keys', () => {
    expect(ASKS.gateway).toContain(signIn);
    expect(ASKS.gateway.some((command) => command.service === 'gateway')).toBe(false);
    expect(ASKS.operator.map((command) => command.useCase)).toContain('rotate-signing-keys');
  });

  it('has a stream for every fact, and a durable only on streams that exist', () => {
    const names = STREAMS.map((stream) => stream.name);
    for (const { stream } of [...FACTS, ...DURABLES]) expect(names).toContain(stream);
    expect(publishes('identity')).toEqual(['bsp.evt.identity.>', 'bsp.dlv.notification.>', 'bsp.dlq.identity']);
    expect(publishes('gateway')).toEqual([]);
  });
});
