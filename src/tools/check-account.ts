import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Store } from '../store/contract/store.ts';
import { accountInSettings } from '../wiring/account-identity.ts';

/** Says which account the access key of the settings is of, and whether conversations watch another's orders. */
export async function checkAccount(
  { accountNames }: Pick<Store, 'accountNames'>,
  { xport }: Pick<Settings, 'xport'>,
): Promise<readonly Finding[]> {
  if (xport.account === undefined) return [];
  const decided = accountInSettings(await accountNames.all(), xport.account, xport);
  if (decided.kind === 'two names') {
    return [
      bad(
        `Account: the access key is of “${decided.byKey}”, XPORT_ACCOUNT names “${decided.byName}”`,
        `Set XPORT_ACCOUNT=${decided.byKey}, or leave it out.`,
      ),
    ];
  }
  if (decided.kind === 'undecided') {
    const names = decided.among.map(({ name }) => name).join(', ');
    return [
      bad(
        `Account: the access key is new, and may be one of ${names}: nothing is ordered, and no news come`,
        'Set XPORT_PREVIOUS_ACCESS_KEY to the key before, or let an admin decide with /admin key.',
      ),
    ];
  }
  const { account, absorbs } = decided.change;
  const silent = (await accountNames.watchedElsewhere(account.id)).length;
  return [
    good(`Account: ${account.name}`),
    ...(silent === 0 || absorbs !== undefined
      ? []
      : [
          unsure(
            `Watches: ${silent} conversation(s) watch orders of another account, and get no news`,
            'Type /watch there again; if it is one account, set XPORT_PREVIOUS_ACCESS_KEY to its key before.',
          ),
        ]),
  ];
}
