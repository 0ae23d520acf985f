import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import { createSandboxAccount } from './sandbox/account.ts';
import { openSandbox } from './sandbox/server.ts';
import type { Settings } from './settings.ts';
import type { Account } from './xport/account.ts';

/** Where the partner API is, and who calls it. */
export interface Partner {
  readonly baseUrl: string;
  readonly account: Account;
  /** It runs on this machine, since no account is set. */
  readonly sandbox: boolean;
  close(): Promise<void>;
}

/** The partner API of the settings' account, or a sandbox of this process's own where none is set. */
export async function openPartner(
  settings: Settings,
  surroundings: { readonly clock: Clock; readonly random: Random; readonly log: Log },
): Promise<Partner> {
  const { account, baseUrl, signatureTemplate, timestampUnit } = settings.xport;
  if (account !== undefined) return { baseUrl, account, sandbox: false, close: async () => {} };
  const sandbox = await openSandbox({
    account: createSandboxAccount(surroundings.random),
    signatureTemplate,
    timestampUnit,
    ...surroundings,
  });
  return { baseUrl: sandbox.url, account: sandbox.account, sandbox: true, close: () => sandbox.close() };
}
