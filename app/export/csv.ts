/**
 * Rows as CSV (RFC 4180), with CRLF and a mark that makes spreadsheets read UTF-8.
 * A cell that a spreadsheet would run as a formula is marked as text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(lineOf).join('')}`;
}

const lineOf = (row: readonly string[]): string =>
  `${row.map(cellOf).join(',')}\r\n`;

function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
