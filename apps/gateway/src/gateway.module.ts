import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Bus } from './bus/bus.js';
import { EndedSessionsFeed } from './bus/ended-sessions.feed.js';
import type { GatewayConfig } from './config.js';
import { IpLimits, NoIpLimits } from './domain/ip-limits.js';
import { KeyRingStore } from './domain/key-ring.store.js';
import { KeySettings } from './domain/key-settings.js';
import { AdmissionGuard } from './http/admission.guard.js';
import { FailedSignIns } from './http/failed-sign-ins.js';
import { HealthController } from './http/health.controller.js';
import { JwksController } from './http/jwks.controller.js';
import { ROUTE_CONTROLLERS } from './http/route-controllers.js';
import { SessionAnswers } from './http/session-answers.js';
import { SigningKeysController } from './inbound/signing-keys.controller.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { AllowedMethods } from './route/allowed-methods.js';
import { SessionChecks } from './sessions/session-checks.js';
import { MongoIpLimits } from './storage/mongo-ip-limits.store.js';
import { MongoKeyRingStore } from './storage/mongo-key-ring.store.js';
import { AccessTokenIssuer } from './tokens/access-token.issuer.js';
import { AccessTokenVerifier } from './tokens/access-token.verifier.js';
import { HandoverIssuer } from './tokens/handover.issuer.js';
import { HandoverSettings } from './tokens/handover.js';
import { SigningKeys } from './tokens/signing-keys.js';
import { ListSigningKeys } from './use-cases/list-signing-keys.use-case.js';
import { RotateSigningKeys } from './use-cases/rotate-signing-keys.use-case.js';

@Module({})
export class GatewayModule {
  static with(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [...ROUTE_CONTROLLERS, JwksController, SigningKeysController, ...(config.NODE_ENV === 'production' ? [] : [HealthController])],
      providers: [
        { provide: KeySettings, useFactory: () => new KeySettings(config.JWT_KEY_ENCRYPTION_KEY, config.ACCESS_TOKEN_LIFETIME) },
        { provide: HandoverSettings, useFactory: () => new HandoverSettings(config.HANDOVER_LIFETIME, config.LOGIN_SERVICE_URL) },
        { provide: KeyRingStore, useClass: MongoKeyRingStore },
        { provide: IpLimits, useClass: config.RATE_LIMITS === 'on' ? MongoIpLimits : NoIpLimits },
        ListSigningKeys, RotateSigningKeys,
        SigningKeys, AccessTokenIssuer, AccessTokenVerifier, HandoverIssuer,
        SessionChecks, EndedSessionsFeed, Bus,
        FailedSignIns, SessionAnswers,
        AllowedMethods,
        { provide: APP_GUARD, useClass: AdmissionGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
