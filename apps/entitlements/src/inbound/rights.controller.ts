import { Controller } from '@nestjs/common';
import { authorizeHandover, checkRights, filterAdministered, getContract, listContracts, listRights, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { AuthorizeHandoverUseCase } from '../use-cases/authorize-handover.use-case.js';
import { CheckRightsUseCase } from '../use-cases/check-rights.use-case.js';
import { FilterAdministeredUseCase } from '../use-cases/filter-administered.use-case.js';
import { GetContractUseCase } from '../use-cases/get-contract.use-case.js';
import { ListContractsUseCase } from '../use-cases/list-contracts.use-case.js';

/** What is asked about rights on contracts. */
@Controller()
export class RightsController {
  constructor(
    private readonly listContractsUseCase: ListContractsUseCase,
    private readonly getContractUseCase: GetContractUseCase,
    private readonly checkRightsUseCase: CheckRightsUseCase,
    private readonly filterAdministeredUseCase: FilterAdministeredUseCase,
    private readonly authorizeHandoverUseCase: AuthorizeHandoverUseCase,
  ) {}

  @Handles(listContracts)
  listContracts(request: RequestOf<typeof listContracts>) {
    return this.listContractsUseCase.execute(request);
  }

  @Handles(listRights)
  listRights(request: RequestOf<typeof listRights>) {
    return this.listContractsUseCase.execute(request);
  }

  @Handles(getContract)
  getContract(request: RequestOf<typeof getContract>) {
    return this.getContractUseCase.execute(request);
  }

  @Handles(checkRights)
  checkRights(request: RequestOf<typeof checkRights>) {
    return this.checkRightsUseCase.execute(request);
  }

  @Handles(filterAdministered)
  filterAdministered(request: RequestOf<typeof filterAdministered>) {
    return this.filterAdministeredUseCase.execute(request);
  }

  @Handles(authorizeHandover)
  authorizeHandover(request: RequestOf<typeof authorizeHandover>, call: Call) {
    return this.authorizeHandoverUseCase.execute(request, call);
  }
}
