import { connect, createServer, type Server, type Socket } from 'node:net';

type Fate = 'pass' | 'lose-request' | 'lose-answer';

/** Stands between driver and server, and cuts connections at named commands. */
export class LossyProxy {
  readonly #sockets = new Set<Socket>();
  cuts = 0;
  /** Asked for every piece that the driver sends; commands are small enough to come in one. */
  fateOf: (bytes: Buffer) => Fate = () => 'pass';

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(targetPort: number): Promise<LossyProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const proxy = new LossyProxy(server, typeof address === 'object' && address ? address.port : 0);
    server.on('connection', (client) => proxy.#join(client, connect(targetPort, '127.0.0.1')));
    return proxy;
  }

  /** Cuts the next `times` commands that contain `name`. */
  cut(name: string, fate: Fate, times = Infinity): void {
    let left = times;
    this.fateOf = (bytes) => {
      if (left <= 0 || !bytes.includes(name)) return 'pass';
      left--;
      this.cuts++;
      return fate;
    };
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #join(client: Socket, upstream: Socket): void {
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    let mute = false;
    client.on('data', (bytes: Buffer) => {
      const fate = this.fateOf(bytes);
      if (fate === 'lose-request') return end();
      mute ||= fate === 'lose-answer';
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => (mute ? end() : client.write(bytes)));
  }
}
