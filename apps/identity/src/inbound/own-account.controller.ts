import { Controller } from '@nestjs/common';
import { changeLocale, getMe, getSuperior, updateContactData, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ChangeLocaleUseCase } from '../use-cases/change-locale.use-case.js';
import { GetMeUseCase } from '../use-cases/get-me.use-case.js';
import { GetSuperiorUseCase } from '../use-cases/get-superior.use-case.js';
import { UpdateContactDataUseCase } from '../use-cases/update-contact-data.use-case.js';

/** One's own account (capability 6), and who is above it (capability 7). */
@Controller()
export class OwnAccountController {
  constructor(
    private readonly getMeUseCase: GetMeUseCase,
    private readonly updateContactDataUseCase: UpdateContactDataUseCase,
    private readonly changeLocaleUseCase: ChangeLocaleUseCase,
    private readonly getSuperiorUseCase: GetSuperiorUseCase,
  ) {}

  @Handles(getMe)
  getMe(request: RequestOf<typeof getMe>) {
    return this.getMeUseCase.execute(request);
  }

  @Handles(updateContactData)
  updateContactData(request: RequestOf<typeof updateContactData>, call: Call) {
    return this.updateContactDataUseCase.execute(request, call);
  }

  @Handles(changeLocale)
  changeLocale(request: RequestOf<typeof changeLocale>, call: Call) {
    return this.changeLocaleUseCase.execute(request, call);
  }

  @Handles(getSuperior)
  getSuperior(request: RequestOf<typeof getSuperior>) {
    return this.getSuperiorUseCase.execute(request);
  }
}
