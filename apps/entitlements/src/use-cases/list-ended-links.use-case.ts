import { Injectable } from '@nestjs/common';
import type { listEndedLinks, ReplyOf, RequestOf } from '#libs/contracts';
import { LinkStore } from '../domain/link.store.js';

/** Ids that one answer has room for; contract-linking hears of further ones by the stream. */
const MOST = 1_000;

/** Links to the Kundencenter that ended here, of which contract-linking may not have heard yet. */
@Injectable()
export class ListEndedLinksUseCase {
  constructor(private readonly links: LinkStore) {}

  async execute({ accountId }: RequestOf<typeof listEndedLinks>): Promise<ReplyOf<typeof listEndedLinks>> {
    return { linkIds: await this.links.listEndedCentreLinks(accountId, MOST) };
  }
}
