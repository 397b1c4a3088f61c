import { Controller } from '@nestjs/common';
import { listActivity, type RequestOf } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { ListActivityUseCase } from '../use-cases/list-activity.use-case.js';

/** What happened to one's own account. */
@Controller()
export class OwnActivityController {
  constructor(private readonly listUseCase: ListActivityUseCase) {}

  @Handles(listActivity)
  listActivity(request: RequestOf<typeof listActivity>) {
    return this.listUseCase.execute(request);
  }
}
