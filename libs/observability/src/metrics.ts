import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process measures; served at `/metrics`. */
export const metrics = new Registry();

collectDefaultMetrics({ register: metrics });

/** The counter of this name, made at the first call; names start with `bsp_` and end in `_total`. */
export function counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
  return (metrics.getSingleMetric(name) as Counter<L> | undefined) ?? new Counter({ name, help, labelNames: [...labelNames], registers: [metrics] });
}

/** The gauge of this name; `read` is asked whenever the metrics are fetched. */
export function gauge<L extends string = never>(name: string, help: string, labelNames: readonly L[] = [], read?: (gauge: Gauge<L>) => void | Promise<void>): Gauge<L> {
  const known = metrics.getSingleMetric(name) as Gauge<L> | undefined;
  if (known) return known;
  return new Gauge<L>({ name, help, labelNames: [...labelNames], registers: [metrics], ...(read && { collect(this: Gauge<L>) { return read(this); } }) });
}

/** The histogram of this name, in seconds unless its name says otherwise. */
export function histogram<L extends string = never>(name: string, help: string, labelNames: readonly L[] = [], buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3]): Histogram<L> {
  return (metrics.getSingleMetric(name) as Histogram<L> | undefined) ?? new Histogram({ name, help, labelNames: [...labelNames], buckets, registers: [metrics] });
}
