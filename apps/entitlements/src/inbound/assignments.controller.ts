import { Controller } from '@nestjs/common';
import { getAssignments, type RequestOf, saveAssignments } from '#libs/contracts';
import { type Call, withoutFacts } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { GetAssignmentsUseCase } from '../use-cases/get-assignments.use-case.js';
import { SaveAssignmentsUseCase } from '../use-cases/save-assignments.use-case.js';

/** Capability 11: what a master administrator assigns to their sub-administrators. */
@Controller()
export class AssignmentsController {
  constructor(
    private readonly getAssignmentsUseCase: GetAssignmentsUseCase,
    private readonly saveAssignmentsUseCase: SaveAssignmentsUseCase,
  ) {}

  @Handles(getAssignments)
  getAssignments(request: RequestOf<typeof getAssignments>) {
    return this.getAssignmentsUseCase.execute(request);
  }

  @Handles(saveAssignments)
  saveAssignments(request: RequestOf<typeof saveAssignments>, call: Call) {
    return this.saveAssignmentsUseCase.execute(request, withoutFacts(call));
  }
}
