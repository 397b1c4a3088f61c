import type { HandoverTarget } from '#libs/contracts';

/** Other than that of access tokens: neither is ever taken for the other. */
export const HANDOVER_TYPE = 'handover+jwt';

const PAGES: Record<HandoverTarget, string> = {
  INVOICE_ONLINE: 'invoice-online',
  CUSTOMER_CENTRE: 'customer-centre',
  TELEPHONY_CENTRE: 'telephony-centre',
  ADMINISTRATION_PORTAL: 'administration-portal',
};

/** Where handovers lead, and for how long one is good. */
export class HandoverSettings {
  /** `lifetime` in milliseconds; `baseUrl` is that of the login service, where there is one. */
  constructor(
    readonly lifetime: number,
    private readonly baseUrl: string | undefined,
  ) {}

  /** The page that accepts a handover to this target: its address, without query, is its audience too. */
  pageOf(target: HandoverTarget): string | undefined {
    if (this.baseUrl === undefined) return undefined;
    const { origin, pathname } = new URL(this.baseUrl);
    return `${origin}${pathname.replace(/\/+$/, '')}/${PAGES[target]}`;
  }
}
