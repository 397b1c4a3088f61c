import { type Run, spread, type Spread, totalCpu } from './load.js';

/** One measured thing: rows of runs, and the figure that has a target. */
export interface Table {
  title: string;
  rows: Row[];
  /** `isLeast`: more is better. */
  verdict: Spread & { figure: string; target: number; isLeast?: boolean };
}

export interface Row {
  name: string;
  operations: number;
  failures: Record<string, number>;
  perSecond: Spread;
  p50: Spread;
  p99: Spread;
  cpu: Spread;
  cpuByProcess: Record<string, number>;
  otherCores: number;
}

/** A row over several runs of the same thing. */
export function row(name: string, runs: Run[]): Row {
  const names = Object.keys(runs[0]!.cpu);
  return {
    name,
    operations: runs.reduce((sum, run) => sum + run.operations, 0),
    failures: runs.reduce<Record<string, number>>((sum, run) => add(sum, run.failures), {}),
    perSecond: spread(runs.map((run) => run.operations / run.seconds)),
    p50: spread(runs.map((run) => run.p50)),
    p99: spread(runs.map((run) => run.p99)),
    cpu: spread(runs.map(totalCpu)),
    cpuByProcess: Object.fromEntries(names.map((process) => [process, spread(runs.map((run) => run.cpu[process]!)).median])),
    otherCores: Math.max(...runs.map((run) => run.otherCores)),
  };
}

/** Markdown, for people and for notes. */
export function render({ title, rows, verdict }: Table): string {
  const lines = rows.map((entry) => {
    const parts = Object.entries(entry.cpuByProcess).map(([process, cpu]) => `${process} ${cpu.toFixed(0)}`).join(', ');
    const failures = Object.entries(entry.failures).map(([what, count]) => `${count} × ${what}`).join('; ') || '0';
    return `| ${entry.name} | ${entry.operations} | ${of(entry.perSecond, 0)} | ${of(entry.p50, 1)} | ${of(entry.p99, 1)} | ${of(entry.cpu, 0)} (${parts}) | ${failures} | ${entry.otherCores.toFixed(2)} |`;
  });
  const head = '| what | N | per second | p50 ms | p99 ms | CPU µs per operation | failures | other load, cores |\n|---|---|---|---|---|---|---|---|';
  const table = rows.length > 0 ? `\n${head}\n${lines.join('\n')}` : '';
  const { figure, median, target, isLeast = false } = verdict;
  const isReached = isLeast ? median >= target : median <= target;
  return `\n### ${title}${table}\n**${figure}: ${of(verdict, isLeast ? 0 : 2)}** (target ${isLeast ? '≥' : '≤'} ${target}: ${isReached ? 'reached' : 'NOT reached'})`;
}

const of = ({ min, median, max }: Spread, digits: number): string => [min, median, max].map((figure) => figure.toFixed(digits)).join(' / ');

function add(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}
