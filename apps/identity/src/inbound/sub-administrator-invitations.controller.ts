import { Controller } from '@nestjs/common';
import { createSubAdministrator, reissueSubAdministratorCode, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { CreateSubAdministratorUseCase } from '../use-cases/create-sub-administrator.use-case.js';
import { ReissueSubAdministratorCodeUseCase } from '../use-cases/reissue-sub-administrator-code.use-case.js';

/** How sub-administrators come to their accounts (capability 11). */
@Controller()
export class SubAdministratorInvitationsController {
  constructor(
    private readonly createUseCase: CreateSubAdministratorUseCase,
    private readonly reissueUseCase: ReissueSubAdministratorCodeUseCase,
  ) {}

  @Handles(createSubAdministrator)
  createSubAdministrator(request: RequestOf<typeof createSubAdministrator>, call: Call) {
    return this.createUseCase.execute(request, call);
  }

  @Handles(reissueSubAdministratorCode)
  reissueSubAdministratorCode(request: RequestOf<typeof reissueSubAdministratorCode>, call: Call) {
    return this.reissueUseCase.execute(request, call);
  }
}
