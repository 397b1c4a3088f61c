import { connect, createServer } from 'node:net';

const HOST = '127.0.0.1';

/**
 * A port that nobody listens on now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>} whether this process could listen there
 */
export function isPortFree(port, host = HOST) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * Waits until something accepts connections on the port, as long as the process that should is alive.
 * @param {number} port
 * @param {{ exited: Promise<number>, name: string, logFile?: string, timeoutMs?: number }} owner
 */
export async function waitForPort(port, { exited, name, logFile, timeoutMs = 30_000 }) {
  /** @type {{ code?: number }} */
  const end = {};
  void exited.then((code) => (end.code = code));
  const deadline = Date.now() + timeoutMs;
  const where = logFile ? `, see ${logFile}` : '';
  while (!(await accepts(port))) {
    if (end.code !== undefined) throw new Error(`${name} ended at its start with exit code ${end.code}${where}`);
    if (Date.now() > deadline) throw new Error(`${name} does not listen on port ${port} after ${timeoutMs / 1000} s${where}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, HOST);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
