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

/** A device in words, such as `Firefox 128, Windows 10`. */
export function deviceOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 300);
  const known = devices.get(text);
  if (known !== undefined) return known;
  const { browser, os } = new UAParser(text).getResult();
  const words = [[browser.name, browser.version?.split('.')[0]], [os.name, os.version]].map((pair) => pair.filter(Boolean).join(' ')).filter(Boolean);
  const device = (words.join(', ') || text.split(/[\s(]/)[0] || '?').replace(/[^\x20-\x7e]/g, '').slice(0, 120);
  devices.set(text, device);
  return device;
}
