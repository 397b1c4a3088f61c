import type { RunningService } from '#libs/service';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where a gateway of this process listens. */
export async function baseUrlOf({ app }: RunningService): Promise<string> {
  return (app as NestFastifyApplication).getUrl();
}
