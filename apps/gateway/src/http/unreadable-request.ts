import type { Socket } from 'node:net';
import { DomainError, newId } from '#libs/kernel';
import { problemOf } from '../problems/problem.js';

/** Answers what is no HTTP, before there is a request to speak of. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const problem = problemOf(new DomainError('malformed-request'), { language: 'de', instance: '/', traceId: newId() });
  const body = JSON.stringify(problem);
  socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Language: de\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
