import { pino } from 'pino';

/** A line as the bot's own log would write it, but that nothing in it is hidden: errors with message, stack and cause. */
export function writtenLine(level: string, fields: object, message: string | undefined): string {
  const whole = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? pino.stdSerializers.err(value) : value,
    ]),
  );
  try {
    return JSON.stringify({ level, ...whole, message });
  } catch {
    return `${level} ${String(message)} (a line that can't be written)`;
  }
}
