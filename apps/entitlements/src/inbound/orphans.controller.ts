import { Controller } from '@nestjs/common';
import { listOrphanedContracts, listOrphans, type RequestOf } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { ListOrphanedContractsUseCase } from '../use-cases/list-orphaned-contracts.use-case.js';
import { ListOrphansUseCase } from '../use-cases/list-orphans.use-case.js';

/** What operators ask about accounts and contracts that nobody looks after. */
@Controller()
export class OrphansController {
  constructor(
    private readonly listOrphansUseCase: ListOrphansUseCase,
    private readonly listOrphanedContractsUseCase: ListOrphanedContractsUseCase,
  ) {}

  @Handles(listOrphans)
  listOrphans(request: RequestOf<typeof listOrphans>) {
    return this.listOrphansUseCase.execute(request);
  }

  @Handles(listOrphanedContracts)
  listOrphanedContracts(request: RequestOf<typeof listOrphanedContracts>) {
    return this.listOrphanedContractsUseCase.execute(request);
  }
}
