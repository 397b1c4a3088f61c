import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'bsp_refresh';
const PATH = '/api/v1/auth';
const VALUE = new RegExp(`(?:^|;)\\s*${NAME}=([\\w.~-]{1,512})\\s*(?:;|$)`);
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The refresh token of the cookie; undefined for a request that another site caused. */
export function refreshTokenOf(request: FastifyRequest): string | undefined {
  const { cookie } = request.headers;
  if (!cookie || isCrossSite(request)) return undefined;
  return VALUE.exec(cookie)?.[1];
}

export function setRefreshCookie(request: FastifyRequest, reply: FastifyReply, token: string, expires: Date): void {
  writeCookie(request, reply, token, expires);
}

export function clearRefreshCookie(request: FastifyRequest, reply: FastifyReply): void {
  writeCookie(request, reply, '', new Date(0));
}

function writeCookie(request: FastifyRequest, reply: FastifyReply, value: string, expires: Date): void {
  const isPlainLocal = request.protocol === 'http' && LOCAL.has(request.hostname.replace(/:\d+$/, ''));
  const attributes = ['HttpOnly', 'SameSite=Strict', `Path=${PATH}`, `Expires=${expires.toUTCString()}`, ...(isPlainLocal ? [] : ['Secure'])];
  void reply.header('set-cookie', [`${NAME}=${value}`, ...attributes].join('; '));
}

/** Browsers say where a request comes from; what says nothing is no browser, and has no cookie by accident. */
function isCrossSite({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}
