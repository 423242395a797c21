/** One measured number. */
export type Row = {
  bench: string;
  case: string;
  subject: string;
  metric: string;
  value: number;
  unit: string;
};

/** A ratio that has to be reached: `left` over `right`, at least or at most. */
export type Goal = {
  case: string;
  metric: string;
  left: string;
  right: string;
  atLeast?: number;
  atMost?: number;
  /** Where the two are of different metrics. */
  rightMetric?: string;
};

const json = process.argv.includes('--json');

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

/** Prints the numbers as a table for each case, then the goals as ratios; with `--json` one object a line. */
export function report(rows: Row[], goals: Goal[]): void {
  if (json) {
    for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
    return;
  }
  for (const name of [...new Set(rows.map(row => row.case))]) {
    const here = rows.filter(row => row.case === name);
    const metrics = [...new Set(here.map(row => row.metric))];
    const subjects = [...new Set(here.map(row => row.subject))];
    const cells = subjects.map(subject => [
      subject,
      ...metrics.map(metric => {
        const row = here.find(
          r => r.subject === subject && r.metric === metric,
        );
        return row ? `${round(row.value)} ${row.unit}` : '–';
      }),
    ]);
    print(name, ['', ...metrics], cells);
  }
  for (const goal of goals) {
    const left = find(rows, goal.case, goal.left, goal.metric);
    const metric = goal.rightMetric ?? goal.metric;
    const right = find(rows, goal.case, goal.right, metric);
    if (left === undefined || right === undefined) continue;
    const ratio = goal.atLeast === undefined ? left / right : right / left;
    const good =
      goal.atLeast === undefined
        ? ratio <= (goal.atMost ?? Infinity)
        : ratio >= goal.atLeast;
    const wanted =
      goal.atLeast === undefined
        ? `at most ${goal.atMost} × ${goal.right}`
        : `at least ${goal.atLeast} × faster than ${goal.right}`;
    process.stdout.write(
      `${good ? '✓' : '✗'} ${goal.case} ${goal.metric}: ${wanted}; measured ${round(ratio)}\n`,
    );
  }
}

function find(
  rows: Row[],
  name: string,
  subject: string,
  metric: string,
): number | undefined {
  return rows.find(
    r => r.case === name && r.subject === subject && r.metric === metric,
  )?.value;
}

const round = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toPrecision(3);

function print(title: string, head: string[], lines: string[][]): void {
  const all = [head, ...lines];
  const widths = head.map((_, i) =>
    Math.max(...all.map(line => (line[i] ?? '').length)),
  );
  const row = (line: string[]): string =>
    line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  process.stdout.write(`\n${title}\n${all.map(row).join('\n')}\n`);
}
