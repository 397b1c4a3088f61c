import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const STABLE_MS = 30_000;

/** @typedef {import('./guarded-process.mjs').GuardedProcess} Running */

/**
 * One part of the system: started, started again after a crash (with growing pauses), stopped.
 */
export class Supervised {
  /** @type {Running | undefined} */
  #running;
  /** Aborted when it shall not run any more, also in the middle of a start. */
  #end = new AbortController();
  #pause = FIRST_PAUSE_MS;
  /** @type {Promise<void>} */
  #busy = Promise.resolve();

  /**
   * @param {string} name
   * @param {(end: AbortSignal) => Promise<Running>} begin resolves when it is ready
   * @param {(line: string) => void} report
   */
  constructor(name, begin, report) {
    this.name = name;
    this.begin = begin;
    this.report = report;
  }

  /** The process that runs now; 0 while there is none. */
  get pid() {
    return this.#running?.pid ?? 0;
  }

  /** Starts it. @returns {Promise<void>} ready; rejects when the first start fails */
  start() {
    if (this.#end.signal.aborted) this.#end = new AbortController();
    this.#busy = this.#busy.catch(() => undefined).then(() => this.#begin());
    return this.#busy;
  }

  /** Ends it in order; it is not started again until `start`. */
  async stop() {
    this.#end.abort();
    await this.#busy.catch(() => undefined);
    await this.#running?.stop();
  }

  /** Ends it in order and starts it again. */
  async restart() {
    await this.stop();
    await this.start();
  }

  /**
   * Sends a signal (SIGKILL unless another is named): what ends by it is a crash, and is started again.
   * @param {NodeJS.Signals} [signal]
   */
  kill(signal = 'SIGKILL') {
    this.#running?.kill(signal);
  }

  async #begin() {
    if (this.#running || this.#end.signal.aborted) return;
    const running = await this.begin(this.#end.signal);
    this.#running = running;
    const since = Date.now();
    void running.exited.then((code) => this.#ended(code, since));
  }

  /**
   * @param {number} code
   * @param {number} since
   */
  #ended(code, since) {
    this.#running = undefined;
    if (this.#end.signal.aborted) return;
    if (Date.now() - since > STABLE_MS) this.#pause = FIRST_PAUSE_MS;
    this.report(`${this.name} ended unexpectedly (exit code ${code}), starting it again`);
    this.#busy = this.#again();
  }

  async #again() {
    const { signal } = this.#end;
    while (!signal.aborted && !this.#running) {
      await pause(this.#pause, undefined, { signal }).catch(() => undefined);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
      await this.#begin().catch((error) => signal.aborted || this.report(error instanceof Error ? error.message : String(error)));
    }
  }
}
