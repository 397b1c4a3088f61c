import { describe, expect, it } from '@jest/globals';
import { type CommandContract, connectCustomerNumber, disconnectCustomerNumber, endCustomerCentreLinks, type HeldContract, listContracts, listLostCustomerCentreLinks, MOST_LOST_LINKS } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import type { Bus } from '../bus/bus.js';
import type { SignedIn } from '../route/exchange.js';
import { CustomerLinksController } from './customer-links.controller.js';

const NUMBER = '7123456789';
const HELD: HeldContract = { accessNumber: '022812345678', customerNumber: NUMBER, product: 'SIP_TRUNK', status: 'ACTIVE', rights: ['ADMINISTRATION'], sources: ['LINK'], customerCentreLinked: false };
const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };

/** Answers as the services would, and keeps what was asked, in order. */
function controllerOn(answers: Map<CommandContract, object | (() => object)>) {
  const asked: [CommandContract, object][] = [];
  const ask = async (command: CommandContract, request: object) => {
    asked.push([command, request]);
    const answer = answers.get(command);
    return typeof answer === 'function' ? (answer as () => object)() : answer;
  };
  const caller = { accountId: newId(), sessionId: newId() };
  const exchange = (parts: object) => ({ caller, origin: () => ORIGIN, call: newCall(3_000), ...parts }) as unknown as SignedIn<never, never, never>;
  return { answers, asked, caller, exchange, controller: new CustomerLinksController({ ask } as unknown as Bus) };
}

describe('the routes of customer links', () => {
  it('connect first, and then ask which contracts of the number the caller holds', async () => {
    const { asked, caller, exchange, controller } = controllerOn(new Map<CommandContract, object>([[connectCustomerNumber, { customerNumber: NUMBER }], [listContracts, { items: [HELD], nextCursor: null }]]));
    const body = { customerNumber: NUMBER, oneTimePassword: 'AB2C-DE3F-GH4J' };
    expect(await controller.connectCustomerNumber(exchange({ body }))).toEqual({ customerNumber: NUMBER, contracts: [HELD] });
    expect(asked).toEqual([[connectCustomerNumber, { ...body, ...caller, origin: ORIGIN }], [listContracts, { customerNumber: NUMBER, limit: 200, ...caller }]]);
  });

  const lost = (count: number) => Array.from({ length: count }, () => ({ linkId: newId(), actor: { kind: 'SELF' }, cause: 'customer.unlinked' }));
  const disconnecting = (...lists: object[][]) => {
    const told = controllerOn(new Map<CommandContract, object>([[disconnectCustomerNumber, {}], [endCustomerCentreLinks, {}]]));
    told.answers.set(listLostCustomerCentreLinks, () => ({ links: lists.shift() }));
    return told;
  };

  it.each([0, 2])('disconnect the number of the path with the confirmation of the query, and with it %i links to the Kundencenter that were lost', async (count) => {
    const links = lost(count);
    const { asked, caller, exchange, controller } = disconnecting(links);
    await controller.disconnectCustomerNumber(exchange({ params: { customerNumber: NUMBER }, query: { confirm: NUMBER } }));
    const ends = count > 0 ? [[endCustomerCentreLinks, { links, ...caller }]] : [];
    expect(asked).toEqual([[disconnectCustomerNumber, { confirm: NUMBER, customerNumber: NUMBER, ...caller, origin: ORIGIN }], [listLostCustomerCentreLinks, caller], ...ends]);
  });

  it('go on to ask where more were lost than one answer tells', async () => {
    const [many, rest] = [lost(MOST_LOST_LINKS), lost(1)];
    const { asked, caller, exchange, controller } = disconnecting(many, rest);
    await controller.disconnectCustomerNumber(exchange({ params: { customerNumber: NUMBER }, query: { confirm: NUMBER } }));
    expect(asked.slice(1)).toEqual([
      [listLostCustomerCentreLinks, caller], [endCustomerCentreLinks, { links: many, ...caller }],
      [listLostCustomerCentreLinks, { ...caller, after: many.at(-1)!.linkId }], [endCustomerCentreLinks, { links: rest, ...caller }],
    ]);
  });
});
