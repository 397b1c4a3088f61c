import type { Type } from '@nestjs/common';
import { ActivationsController } from './activations.controller.js';
import { AssignmentsController } from './assignments.controller.js';
import { AuthController } from './auth.controller.js';
import { ContractsController } from './contracts.controller.js';
import { CustomerCentreLinksController } from './customer-centre-links.controller.js';
import { CustomerLinksController } from './customer-links.controller.js';
import { EmailChangeController } from './email-change.controller.js';
import { ForgottenController } from './forgotten.controller.js';
import { MeController } from './me.controller.js';
import { MyActivityController } from './my-activity.controller.js';
import { MyCredentialsController } from './my-credentials.controller.js';
import { MySessionsController } from './my-sessions.controller.js';
import { OneTimeCodeController } from './one-time-code.controller.js';
import { PublicController } from './public.controller.js';
import { RegistrationsController } from './registrations.controller.js';
import { RightsController } from './rights.controller.js';
import { SubAdministratorsController } from './sub-administrators.controller.js';
import { SuperiorController } from './superior.controller.js';
import { SupportLettersController } from './support-letters.controller.js';
import { SupportController } from './support.controller.js';
import { TransfersController } from './transfers.controller.js';

/** The HTTP interface, in the order of the documentation. */
export const ROUTE_CONTROLLERS: Type[] = [
  PublicController, RegistrationsController, ActivationsController, AuthController, OneTimeCodeController, ForgottenController, MeController,
  EmailChangeController, MyCredentialsController, MySessionsController, MyActivityController, SuperiorController, ContractsController, RightsController,
  CustomerLinksController, CustomerCentreLinksController, TransfersController, SubAdministratorsController, AssignmentsController,
  SupportController, SupportLettersController,
];
