import pino, { type Logger } from 'pino';

export type { Logger };

/** Structured logs: one JSON object a line, or a short line where a person watches. */
export function createLogger(level: string): Logger {
  if (!process.stdout.isTTY) return pino({ level });
  const lines = {
    write(text: string): void {
      const {
        level: severity,
        msg,
        err,
      } = JSON.parse(text) as {
        level: number;
        msg?: string;
        err?: { message: string };
      };
      // A terminal wants to see what went wrong, not every request.
      if (severity < 40) return;
      process.stderr.write(
        `${[msg, err?.message].filter(Boolean).join(': ')}\n`,
      );
    },
  };
  return pino({ level }, lines);
}
