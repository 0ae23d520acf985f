import type { OrganizationSettings } from '../../store/contract/settings.ts';
import type { ApprovalRequest } from './request.ts';

const approversName = 'approvers';

/** The approvers' conversation, if an admin has set one. */
export async function approversOf(
  settings: OrganizationSettings,
  organization: string,
): Promise<ApprovalRequest['shown'] | undefined> {
  const value = await settings.get({ organization, name: approversName });
  // A place of a platform has no white space in it.
  const [workspace, conversation] = value?.split(' ') ?? [];
  return workspace === undefined || conversation === undefined ? undefined : { workspace, conversation };
}

export function setApprovers(
  settings: OrganizationSettings,
  organization: string,
  shown: ApprovalRequest['shown'] | undefined,
): Promise<void> {
  const value = shown === undefined ? undefined : `${shown.workspace} ${shown.conversation}`;
  return settings.set({ organization, name: approversName, value });
}

const aboveName = 'approval-above';
const never = 'never';

/**
 * From more than how many fen on a payment takes a second person; `undefined` for never. By what can't be read, everything
 * does.
 */
export async function approvalAbove(
  settings: OrganizationSettings,
  organization: string,
  usual: number | undefined,
): Promise<number | undefined> {
  const value = await settings.get({ organization, name: aboveName });
  if (value === undefined) return usual;
  if (value === never) return undefined;
  return /^\d{1,15}$/.test(value) ? Number(value) : 0;
}

/** What begins the name of a currency's rate. */
const rateName = 'rate ';

/** What one unit of a currency is in yuan, an exact decimal, where an organization has said so. */
export function exchangeRate(
  settings: OrganizationSettings,
  organization: string,
  currency: string,
): Promise<string | undefined> {
  return settings.get({ organization, name: rateName + currency });
}

/** All of them, by currency. */
export async function exchangeRates(
  settings: OrganizationSettings,
  organization: string,
): Promise<ReadonlyMap<string, string>> {
  const found = await settings.named({ organization, beginning: rateName });
  return new Map([...found].map(([name, rate]) => [name.slice(rateName.length), rate]));
}

export function setExchangeRate(
  settings: OrganizationSettings,
  organization: string,
  { currency, rate }: { readonly currency: string; readonly rate: string | undefined },
): Promise<void> {
  return settings.set({ organization, name: rateName + currency, value: rate });
}

export function setApprovalAbove(
  settings: OrganizationSettings,
  organization: string,
  fen: number | undefined,
): Promise<void> {
  return settings.set({ organization, name: aboveName, value: fen === undefined ? never : String(fen) });
}
