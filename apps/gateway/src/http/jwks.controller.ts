import { Controller, Get, Header } from '@nestjs/common';
import { SigningKeys } from '../tokens/signing-keys.js';

/** The public keys, for everybody who verifies what the gateway signs. */
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=60')
  jwks() {
    return this.keys.jwks();
  }
}
