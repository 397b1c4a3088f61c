import { Controller } from '@nestjs/common';
import { changeSubAdministrator, getSubAdministrator, listSubAdministrators, removeSubAdministrator, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ChangeSubAdministratorUseCase } from '../use-cases/change-sub-administrator.use-case.js';
import { GetSubAdministratorUseCase } from '../use-cases/get-sub-administrator.use-case.js';
import { ListSubAdministratorsUseCase } from '../use-cases/list-sub-administrators.use-case.js';
import { RemoveSubAdministratorUseCase } from '../use-cases/remove-sub-administrator.use-case.js';

/** A master administrator's people (capability 11). */
@Controller()
export class SubAdministratorsController {
  constructor(
    private readonly listUseCase: ListSubAdministratorsUseCase,
    private readonly getUseCase: GetSubAdministratorUseCase,
    private readonly changeUseCase: ChangeSubAdministratorUseCase,
    private readonly removeUseCase: RemoveSubAdministratorUseCase,
  ) {}

  @Handles(listSubAdministrators)
  listSubAdministrators(request: RequestOf<typeof listSubAdministrators>) {
    return this.listUseCase.execute(request);
  }

  @Handles(getSubAdministrator)
  getSubAdministrator(request: RequestOf<typeof getSubAdministrator>) {
    return this.getUseCase.execute(request);
  }

  @Handles(changeSubAdministrator)
  changeSubAdministrator(request: RequestOf<typeof changeSubAdministrator>, call: Call) {
    return this.changeUseCase.execute(request, call);
  }

  @Handles(removeSubAdministrator)
  removeSubAdministrator(request: RequestOf<typeof removeSubAdministrator>, call: Call) {
    return this.removeUseCase.execute(request, call);
  }
}
