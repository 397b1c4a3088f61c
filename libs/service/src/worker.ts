import type { AnyFactHandler } from '#libs/messaging';

/** Work that goes on beside the requests: a sweep, a sender. Started when the service takes work, stopped first. */
export interface Worker {
  start(): void;
  /** Resolves when what was begun is finished. */
  stop(): Promise<void>;
}

/** A class of a service that names what it does on which facts. */
export interface FactHandlers {
  handlers(): AnyFactHandler[];
}
