import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const TICK_US = 10_000;

/** CPU µs that a process has used so far, over all its threads. */
export function cpuMicros(pid: number): number {
  const [user, system] = cpuFields(pid);
  return (user + system) * TICK_US;
}

/** The same with that of its children that have ended. */
export function cpuMicrosWithChildren(pid: number): number {
  return cpuFields(pid).reduce((sum, ticks) => sum + ticks, 0) * TICK_US;
}

/** Ticks of the process itself and of the children it has waited for: user, system, children's user, children's system. */
function cpuFields(pid: number): [number, number, number, number] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 15).map(Number) as [number, number, number, number];
}

/** Proportional set size of a process in MB (10⁶ bytes): shared pages counted once over all who share them. */
export function pssMegabytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** CPU µs used by all processes of this machine so far, and by the other machines on its host that were given its time. */
export function hostBusyMicros(): number {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.trim().split(/\s+/).slice(1).map(Number) as [number, number, number, number, number, number, number, number];
  return (user + nice + system + irq + softirq + steal) * TICK_US;
}
