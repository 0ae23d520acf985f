import { z } from 'zod';
import type { HttpRequest } from '../../src/http/route.ts';
import type { Localized } from '../../src/runtime/language.ts';
import { readJsonAs } from './inbound.ts';
import type { Drive, PageSandbox } from './wire.ts';

/** The sandbox, as a person at the page drives it. */
export interface DrivenSandbox {
  /** The newest first. */
  orders(): readonly { readonly id: string; readonly title: Localized }[];
  /** What can happen to an order, with its label. */
  readonly steps: readonly { readonly step: string; readonly label: Localized }[];
  /** Has a step happen; `not now`: the order has not come that far, or is past it. */
  act(order: string, step: string): Promise<'done' | 'not now' | 'unknown'>;
  /** Workspaces an order of any offer. */
  place(): Promise<unknown>;
  /** Pushes the last message about an order once more; whether there is one. */
  pushAgain(): boolean;
  /** Answers no call for that many ms. */
  silence(ms: number): void;
}

/** As many orders as are offered. */
const mostOrders = 20;
const silentMs = 60_000;

const drive: z.ZodType<Drive> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('step'), order: z.string().max(40), step: z.string().max(40) }),
  z.object({ do: z.enum(['place', 'push again', 'silence']) }),
]);

/** What the panel shows. */
export function sandboxForPage(sandbox: DrivenSandbox, done?: boolean): PageSandbox {
  const { steps } = sandbox;
  return { orders: sandbox.orders().slice(0, mostOrders), steps, ...(done !== undefined && { done }) };
}

/** Does what a request of the panel asks for; `undefined` where it is nothing that the panel sends. */
export async function driveSandbox(
  sandbox: DrivenSandbox,
  request: HttpRequest,
): Promise<boolean | undefined> {
  const asked = readJsonAs(drive, request);
  switch (asked?.do) {
    case undefined:
      return undefined;
    case 'step':
      return (await sandbox.act(asked.order, asked.step)) === 'done';
    case 'place':
      await sandbox.place();
      return true;
    case 'push again':
      return sandbox.pushAgain();
    case 'silence':
      sandbox.silence(silentMs);
      return true;
  }
}
