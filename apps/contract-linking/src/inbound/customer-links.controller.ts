import { Controller } from '@nestjs/common';
import { connectCustomerNumber, disconnectCustomerNumber, listCustomerLinks, listLinks, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ConnectCustomerNumberUseCase } from '../use-cases/connect-customer-number.use-case.js';
import { DisconnectCustomerNumberUseCase } from '../use-cases/disconnect-customer-number.use-case.js';
import { ListCustomerLinksUseCase } from '../use-cases/list-customer-links.use-case.js';
import { ListLinksUseCase } from '../use-cases/list-links.use-case.js';

/** Customer numbers that an account is connected with (capability 9). Session and role: the gateway's check; the last one is the operators'. */
@Controller()
export class CustomerLinksController {
  constructor(
    private readonly connectUseCase: ConnectCustomerNumberUseCase,
    private readonly disconnectUseCase: DisconnectCustomerNumberUseCase,
    private readonly listUseCase: ListCustomerLinksUseCase,
    private readonly historyUseCase: ListLinksUseCase,
  ) {}

  @Handles(connectCustomerNumber)
  connectCustomerNumber(request: RequestOf<typeof connectCustomerNumber>, call: Call) {
    return this.connectUseCase.execute(request, call);
  }

  @Handles(disconnectCustomerNumber)
  disconnectCustomerNumber(request: RequestOf<typeof disconnectCustomerNumber>, call: Call) {
    return this.disconnectUseCase.execute(request, call);
  }

  @Handles(listCustomerLinks)
  listCustomerLinks(request: RequestOf<typeof listCustomerLinks>) {
    return this.listUseCase.execute(request);
  }

  @Handles(listLinks)
  listLinks(request: RequestOf<typeof listLinks>) {
    return this.historyUseCase.execute(request);
  }
}
