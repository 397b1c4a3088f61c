type Cell = string | number | boolean | Date | null | undefined;

/** Prints rows as a table, or as JSON; `empty` is the sentence for none. */
export function printRows<Row extends Record<string, Cell>>(rows: readonly Row[], { json, empty = 'None.' }: { json?: boolean; empty?: string }): void {
  if (json) return printJson(rows);
  process.stdout.write(rows.length === 0 ? `${empty}\n` : `${table(rows)}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints one sentence, or what it says as JSON. */
export function printDone(sentence: string, done: object, { json }: { json?: boolean }): void {
  if (json) return printJson(done);
  process.stdout.write(`${sentence}\n`);
}

/** Columns as wide as their widest cell, headed by the names of the fields. */
export function table(rows: readonly Record<string, Cell>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => text(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]!.length)));
  return lines.map((line) => line.map((cell, index) => cell.padEnd(widths[index]!)).join('  ').trimEnd()).join('\n');
}

function text(cell: Cell): string {
  if (cell === null || cell === undefined) return '-';
  // A control character of a message from outside must not steer the terminal.
  return cell instanceof Date ? cell.toISOString() : String(cell).replace(/\p{Cc}+/gu, ' ');
}
