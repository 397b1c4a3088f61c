import { fileURLToPath } from 'node:url';
import { startGuarded } from '../processes/guarded-process.mjs';
import { waitForPort } from './listening.mjs';

const MAILDEV = fileURLToPath(new URL('../../../node_modules/maildev/dist/bin/maildev.js', import.meta.url));

/**
 * @typedef {object} Mailbox
 * @property {string} smtpUrl
 * @property {string} url `GET {url}/api/email` lists what arrived
 * @property {number} pid
 * @property {Promise<number>} exited
 * @property {() => Promise<void>} stop
 * @property {(signal?: NodeJS.Signals) => void} kill
 */

/**
 * A mail server that delivers nothing and shows everything. Mails stay in `mailDir`, or in memory without it.
 * @param {{ smtpPort: number, webPort: number, mailDir?: string, logFile?: string }} options
 * @returns {Promise<Mailbox>}
 */
export async function startMailbox({ smtpPort, webPort, mailDir, logFile }) {
  const args = ['--ip', '127.0.0.1', '--smtp', String(smtpPort), '--web-ip', '127.0.0.1', '--web', String(webPort)];
  const folder = mailDir ? ['--mail-directory', mailDir] : [];
  const server = await startGuarded(process.execPath, [MAILDEV, ...args, ...folder], { logFile });
  for (const port of [smtpPort, webPort]) await waitForPort(port, { exited: server.exited, name: 'the mailbox', logFile });
  return { ...server, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, url: `http://127.0.0.1:${webPort}` };
}
