import { Injectable } from '@nestjs/common';
import { DeliveredSecrets } from '#libs/kernel';

/** A welcome letter was given up for good: what was secret in it is kept no longer. The hotline can send another one. */
@Injectable()
export class WipeUndeliveredSecretUseCase {
  constructor(private readonly secrets: DeliveredSecrets) {}

  async execute(causeId: string): Promise<void> {
    await this.secrets.wipe(causeId);
  }
}
