import { Injectable } from '@nestjs/common';

/** Which methods a path has, for the answer to those it has not. */
@Injectable()
export class AllowedMethods {
  private routes: { method: string; pattern: RegExp }[] = [];

  /** `url` as Fastify writes it: `/api/v1/me/sessions/:id`. */
  add(method: string, url: string): void {
    const pattern = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('/');
    this.routes.push({ method, pattern: new RegExp(`^${pattern}$`) });
  }

  /** Empty when no route has this path. */
  of(url: string): string[] {
    const path = url.split('?')[0]!;
    return [...new Set(this.routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort();
  }
}
