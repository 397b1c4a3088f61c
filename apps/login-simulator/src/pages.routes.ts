import type { FastifyInstance, FastifyReply } from 'fastify';
import { HandoverRefused, type HandoverVerifier } from './handover-verifier.js';
import { type Page, PAGES } from './page.js';
import { arrivedPage, onlyByHandoverPage, refusedPage, uncheckedPage } from './page.template.js';
import { KeysUnavailable } from './public-keys.js';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The portals: a handover in a form that is posted is the only way in. */
export function addPages(server: FastifyInstance, handovers: HandoverVerifier): void {
  for (const page of PAGES) {
    server.post(page.path, async (request, reply) => enter(page, request.body, handovers, reply));
    server.get(page.path, async (_request, reply) => show(reply.header('allow', 'POST'), 405, onlyByHandoverPage(page)));
  }
}

async function enter(page: Page, form: unknown, handovers: HandoverVerifier, reply: FastifyReply): Promise<FastifyReply> {
  try {
    return show(reply, 200, arrivedPage(page, await handovers.accept(handoverIn(form), page)));
  } catch (error) {
    if (error instanceof HandoverRefused) return show(reply, 403, refusedPage(page, error.reason));
    if (error instanceof KeysUnavailable) return show(reply, 503, uncheckedPage(page));
    throw error;
  }
}

/** Exactly one, in the body; what stands in the address is nobody's handover. */
function handoverIn(form: unknown): string {
  const [token, ...more] = form instanceof URLSearchParams ? form.getAll('handover') : [];
  if (!token || more.length > 0) throw new HandoverRefused('missing');
  return token;
}

const show = (reply: FastifyReply, status: number, html: string): FastifyReply => reply.code(status).headers(HEADERS).send(html);
