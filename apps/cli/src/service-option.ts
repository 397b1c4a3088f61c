import { SERVICES, type ServiceName } from '#libs/contracts';
import { CommandFailed } from './operator-command.js';

export const SERVICE_OPTION = { flags: '--service <service>', description: `only one service: ${SERVICES.join(', ')}` } as const;

/** A service as typed. */
export function serviceNamed(name: string): ServiceName {
  const service = SERVICES.find((known) => known === name);
  if (!service) throw new CommandFailed(`There is no service "${name}"; there are ${SERVICES.join(', ')}.`);
  return service;
}
