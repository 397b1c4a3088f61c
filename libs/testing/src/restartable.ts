interface Startable {
  readonly pid: number;
  readonly exited: Promise<number>;
  stop(): Promise<void>;
  kill(signal?: NodeJS.Signals): void;
}

export type Restartable<S> = S & {
  /** Starts it again on its port and its data, after `stop` or `kill`. */
  restart(): Promise<void>;
};

/** A server that a test may end and start again; `pid` and `exited` are those of the process that runs now. */
export async function restartable<S extends Startable>(begin: () => Promise<S>): Promise<Restartable<S>> {
  let current = await begin();
  const server = {
    ...current,
    stop: () => current.stop(),
    kill: (signal?: NodeJS.Signals) => current.kill(signal),
    restart: async () => {
      await current.exited;
      current = await begin();
    },
  };
  return Object.defineProperties(server, { pid: { get: () => current.pid }, exited: { get: () => current.exited } });
}
