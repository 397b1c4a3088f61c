import { Controller } from '@nestjs/common';
import { getTransfer, listTransferOptions, listTransfers, type RequestOf, saveTransfer, searchTransferCandidate } from '#libs/contracts';
import { type Call, withoutFacts } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { GetTransferUseCase } from '../use-cases/get-transfer.use-case.js';
import { ListTransferOptionsUseCase } from '../use-cases/list-transfer-options.use-case.js';
import { ListTransfersUseCase } from '../use-cases/list-transfers.use-case.js';
import { SaveTransferUseCase } from '../use-cases/save-transfer.use-case.js';
import { SearchTransferCandidateUseCase } from '../use-cases/search-transfer-candidate.use-case.js';

/** Capability 8: what one master administrator transfers to another. */
@Controller()
export class TransfersController {
  constructor(
    private readonly searchTransferCandidateUseCase: SearchTransferCandidateUseCase,
    private readonly listTransferOptionsUseCase: ListTransferOptionsUseCase,
    private readonly listTransfersUseCase: ListTransfersUseCase,
    private readonly getTransferUseCase: GetTransferUseCase,
    private readonly saveTransferUseCase: SaveTransferUseCase,
  ) {}

  @Handles(searchTransferCandidate)
  searchTransferCandidate(request: RequestOf<typeof searchTransferCandidate>, call: Call) {
    return this.searchTransferCandidateUseCase.execute(request, call);
  }

  @Handles(listTransferOptions)
  listTransferOptions(request: RequestOf<typeof listTransferOptions>) {
    return this.listTransferOptionsUseCase.execute(request);
  }

  @Handles(listTransfers)
  listTransfers(request: RequestOf<typeof listTransfers>) {
    return this.listTransfersUseCase.execute(request);
  }

  @Handles(getTransfer)
  getTransfer(request: RequestOf<typeof getTransfer>) {
    return this.getTransferUseCase.execute(request);
  }

  @Handles(saveTransfer)
  saveTransfer(request: RequestOf<typeof saveTransfer>, call: Call) {
    return this.saveTransferUseCase.execute(request, withoutFacts(call));
  }
}
