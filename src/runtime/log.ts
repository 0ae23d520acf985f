/**
 * Structured log lines: fields first, then a constant message.
 * Never hand it a secret, a token, a whole payload, a phone number or an address.
 */
export interface Log {
  debug(fields: object, message?: string): void;
  info(fields: object, message?: string): void;
  warn(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}
