import { type AuditItem, listAudit, type ReplyOf, type RequestInput, type CommandContract, type ServiceName } from '#libs/contracts';

export type Ask = <C extends CommandContract>(command: C, request: RequestInput<C>) => Promise<ReplyOf<C>>;
export type ServiceRow = AuditItem & { service: ServiceName };

/** Of a service that writes faster than anybody reads, so many pages are looked through at a time. */
const PAGES = 20;
const PAGE = 100;
/** Rows remembered as shown; a row that is committed later than this many younger ones would not be shown. */
const REMEMBERED = 5_000;

/** Reads the newest rows of one service again and again, each once: also one that was committed late, behind younger ones. */
export class AuditReader {
  private shown = new Set<string>();

  constructor(
    private readonly ask: Ask,
    private readonly service: ServiceName,
    private readonly accountId?: string,
  ) {}

  /** The newest `count`, oldest first. */
  async newest(count: number): Promise<ServiceRow[]> {
    return this.collect((items) => items.length >= count, count);
  }

  /** What was not read before, oldest first. */
  async news(): Promise<ServiceRow[]> {
    return this.collect((_, page) => page.some(({ id }) => this.shown.has(id)));
  }

  private async collect(isEnough: (items: AuditItem[], page: AuditItem[]) => boolean, count = Infinity): Promise<ServiceRow[]> {
    const items: AuditItem[] = [];
    let cursor: string | null = null;
    for (let n = 0; n < PAGES; n++) {
      const page: ReplyOf<(typeof listAudit)[ServiceName]> = await this.ask(listAudit[this.service], {
        limit: Math.min(PAGE, count), ...(this.accountId && { accountId: this.accountId }), ...(cursor && { cursor }),
      });
      items.push(...page.items);
      cursor = page.nextCursor;
      if (cursor === null || isEnough(items, page.items)) break;
    }
    const fresh = items.slice(0, count).filter(({ id }) => !this.shown.has(id));
    this.shown = new Set([...[...this.shown].slice(-REMEMBERED), ...items.map(({ id }) => id)]);
    return fresh.reverse().map((item) => ({ service: this.service, ...item }));
  }
}
