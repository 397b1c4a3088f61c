import { Clock } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { CONFIG, LOGGER } from '#libs/service';
import type { Config } from './config.js';
import { LoginService } from './domain/login-service.js';
import { CircuitBreaker } from './outbound/circuit-breaker.js';
import { HttpLoginService } from './outbound/login-service.client.js';
import { ServiceAway } from './outbound/login-service-answer.js';

/** The telco's login service, behind its circuit breaker. */
export const loginService = {
  provide: LoginService,
  inject: [CONFIG, Clock, LOGGER],
  useFactory: (config: Config, clock: Clock, logger: Logger) =>
    new HttpLoginService(config.LOGIN_SERVICE_URL, new CircuitBreaker(clock, (error) => error instanceof ServiceAway), logger),
};
