import { execFile } from 'node:child_process';
import { build } from '#local/build';
import type { TestNats } from '#libs/testing';

export interface CliResult {
  code: number;
  out: string;
  err: string;
}

let built: Promise<unknown> | undefined;

/** Runs the command line as operators do: the built program, a process of its own. */
export async function runCli(nats: Pick<TestNats, 'url'>, args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  await (built ??= build());
  return new Promise((resolve) => {
    const options = { env: { ...process.env, NODE_OPTIONS: '', NATS_URL: nats.url, ...env } };
    execFile(process.execPath, ['dist/bundles/cli.js', ...args], options, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
    });
  });
}

/** What a command prints with `--json`. @throws Error when it fails */
export async function cliJson<T>(nats: Pick<TestNats, 'url'>, ...args: string[]): Promise<T> {
  const { code, out, err } = await runCli(nats, [...args, '--json']);
  if (code !== 0) throw new Error(`bsp ${args.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
}
