import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/**
 * Posts JSON over a connection of its own: one that was kept may be dead, and nothing is sent twice. Resolves with the head of the
 * answer; its body is cut off when `signal` says so. No redirect is followed, nothing is unpacked.
 */
export function post(url: string, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', agent: false, headers, signal }, (answer) => {
      // Whoever reads it hears of it anyway.
      answer.on('error', () => undefined);
      resolve(answer);
    });
    request.on('error', reject);
    request.end(body);
  });
}
