/**
 * For which of the account's users orders were placed: whatever is asked of an order later is asked for the same one,
 * independent of the caller.
 */
export interface OrderUsers {
  /** `undefined`: not known, since it was placed elsewhere. A `userId` that is absent is the account's own. */
  of(orderId: string): Promise<{ readonly userId: string | undefined } | undefined>;
  note(orderId: string, userId: string | undefined): Promise<void>;
  /** Who was the account's own user before the present one, the last first: an order may have been placed for them. */
  former(): Promise<readonly string[]>;
}
