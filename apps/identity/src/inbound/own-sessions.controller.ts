import { Controller } from '@nestjs/common';
import { endOtherSessions, endSession, listSessions, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { EndOtherSessionsUseCase } from '../use-cases/end-other-sessions.use-case.js';
import { EndSessionUseCase } from '../use-cases/end-session.use-case.js';
import { ListSessionsUseCase } from '../use-cases/list-sessions.use-case.js';

/** Where somebody is signed in. */
@Controller()
export class OwnSessionsController {
  constructor(
    private readonly listUseCase: ListSessionsUseCase,
    private readonly endUseCase: EndSessionUseCase,
    private readonly endOthersUseCase: EndOtherSessionsUseCase,
  ) {}

  @Handles(listSessions)
  listSessions(request: RequestOf<typeof listSessions>) {
    return this.listUseCase.execute(request);
  }

  @Handles(endSession)
  endSession(request: RequestOf<typeof endSession>, call: Call) {
    return this.endUseCase.execute(request, call);
  }

  @Handles(endOtherSessions)
  endOtherSessions(request: RequestOf<typeof endOtherSessions>, call: Call) {
    return this.endOthersUseCase.execute(request, call);
  }
}
