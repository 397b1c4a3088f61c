import { Controller } from '@nestjs/common';
import { findMaster, type RequestOf } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { FindMasterUseCase } from '../use-cases/find-master.use-case.js';

/** Whom contracts may be transferred to (capability 8). */
@Controller()
export class MasterSearchController {
  constructor(private readonly findMasterUseCase: FindMasterUseCase) {}

  @Handles(findMaster)
  findMaster(request: RequestOf<typeof findMaster>) {
    return this.findMasterUseCase.execute(request);
  }
}
