import { Controller } from '@nestjs/common';
import { listOrphans, type RequestOf } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { ListOrphansUseCase } from '../use-cases/list-orphans.use-case.js';

/** What operators ask about accounts that nobody looks after. */
@Controller()
export class OrphansController {
  constructor(private readonly listOrphansUseCase: ListOrphansUseCase) {}

  @Handles(listOrphans)
  listOrphans(request: RequestOf<typeof listOrphans>) {
    return this.listOrphansUseCase.execute(request);
  }
}
