import { Controller } from '@nestjs/common';
import { listSigningKeys, type ReplyOf, type RequestOf, rotateSigningKeys } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ListSigningKeys } from '../use-cases/list-signing-keys.use-case.js';
import { RotateSigningKeys } from '../use-cases/rotate-signing-keys.use-case.js';

/** What operators ask the gateway on the bus. */
@Controller()
export class SigningKeysController {
  constructor(
    private readonly list: ListSigningKeys,
    private readonly rotate: RotateSigningKeys,
  ) {}

  @Handles(listSigningKeys)
  listSigningKeys(): Promise<ReplyOf<typeof listSigningKeys>> {
    return this.list.execute();
  }

  @Handles(rotateSigningKeys)
  async rotateSigningKeys(_: RequestOf<typeof rotateSigningKeys>, call: Call): Promise<ReplyOf<typeof rotateSigningKeys>> {
    await this.rotate.execute(call);
    return this.list.execute();
  }
}
