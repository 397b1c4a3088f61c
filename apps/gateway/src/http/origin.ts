import type { Origin } from '#libs/contracts';
import type { FastifyRequest } from 'fastify';
import { UAParser } from 'ua-parser-js';
import { BoundedMap } from './bounded-map.js';
import { ipPrefixOf } from './ip-prefix.js';

/** Reading a user agent costs more than the rest of a request together; there are few different ones. */
const devices = new BoundedMap<string, string>(1_000);

/** Where a request comes from, in the little that is kept of it. */
export function originOf(request: FastifyRequest): Origin {
  return { ipPrefix: ipPrefixOf(request.ip), device: deviceOf(request.headers['user-agent']) };
}

/** Windows has versions that are words. No other text of the header is a version: it would be a stranger's to choose. */
const VERSION = /^(\d{1,3}(\.\d{1,2})?|XP|Vista|ME|RT)$/;

/** A device in words, such as `Firefox 128, Windows 10`: names the library knows, and `?` for whatever it does not. People read it in mails and lists. */
export function deviceOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 300);
  const known = devices.get(text);
  if (known !== undefined) return known;
  const { browser, os } = new UAParser(text).getResult();
  const device = [inWords(browser, 1), inWords(os, 2)].filter(Boolean).join(', ') || '?';
  devices.set(text, device);
  return device;
}

function inWords({ name, version = '' }: { name?: string; version?: string }, parts: number): string {
  const shown = version.split('.').slice(0, parts).join('.');
  return name && VERSION.test(shown) ? `${name} ${shown}` : (name ?? '');
}
