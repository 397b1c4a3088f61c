import { Controller } from '@nestjs/common';
import { listLetters, reissueLetter, type RequestOf, supportListLetters, supportReissueLetter } from '#libs/contracts';
import type { Call, RequestOrigin } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import type { LetterRequester } from '../use-cases/letter-requester.js';
import { ListLettersUseCase } from '../use-cases/list-letters.use-case.js';
import { ReissueLetterUseCase } from '../use-cases/reissue-letter.use-case.js';

const OPERATOR: LetterRequester = { kind: 'OPERATOR' };
const agentOf = ({ accountId, origin }: { accountId: string; origin: RequestOrigin }): LetterRequester => ({ kind: 'SUPPORT', accountId, origin });

/** What support agents and operators do with the letters of customers: the same use cases on another word. */
@Controller()
export class LettersController {
  constructor(
    private readonly listUseCase: ListLettersUseCase,
    private readonly reissueUseCase: ReissueLetterUseCase,
  ) {}

  @Handles(supportListLetters)
  supportListLetters(request: RequestOf<typeof supportListLetters>, call: Call) {
    return this.listUseCase.execute(request, agentOf(request), call);
  }

  @Handles(supportReissueLetter)
  supportReissueLetter(request: RequestOf<typeof supportReissueLetter>, call: Call) {
    return this.reissueUseCase.execute(request, agentOf(request), call);
  }

  @Handles(listLetters)
  listLetters(request: RequestOf<typeof listLetters>, call: Call) {
    return this.listUseCase.execute(request, OPERATOR, call);
  }

  @Handles(reissueLetter)
  reissueLetter(request: RequestOf<typeof reissueLetter>, call: Call) {
    return this.reissueUseCase.execute(request, OPERATOR, call);
  }
}
