import { Injectable } from '@nestjs/common';
import { DeliveredSecrets } from '#libs/kernel';

/** A message arrived, or was given up: what was secret in it is kept no longer. Repeating it changes nothing. */
@Injectable()
export class WipeDeliveredSecretUseCase {
  constructor(private readonly secrets: DeliveredSecrets) {}

  async execute(causeId: string): Promise<void> {
    await this.secrets.wipe(causeId);
  }
}
