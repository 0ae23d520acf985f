import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import { inner, matching, optional } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import { type AdmissionCommandDeps, isFirstAdmin } from './admission.ts';

/** What stands for none of the accounts that are known. */
const another = 'another';
/** As many as every platform shows as buttons, beside the one for another. */
const mostShown = 4;

/**
 * `/admin key [account]`: whose access key the bot works with. While that is not known, says which of the accounts it is one
 * of, or that it is another's, after asking.
 */
export const adminKey = describeCommand({
  name: 'admin key',
  summary: localized(({ accountKey }) => accountKey.summary),
  examples: ['admin key'],
  arguments: {
    account: optional(
      matching(/^[A-Za-z0-9._-]{1,60}$/, {
        ...aboutArgument(({ accountKey }) => accountKey.account),
        example: 'account-3f2a91',
      }),
    ),
    confirm: inner(flag({ ...aboutArgument(({ accountKey }) => accountKey.confirm), ...yesAndNo })),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  audited: ({ account, confirm }) => ({ account, confirm: confirm ? 'yes' : 'no' }),
});

/** An account that the access key may be one of. */
interface OtherAccount {
  readonly id: string;
  readonly name: string;
}

/** Which account at the partner the bot works for. */
interface AccountKeyBook {
  /** Absent while that is not known. */
  known(): { readonly name: string } | undefined;
  /** Those that it could be, the one used last first. */
  others(): Promise<readonly OtherAccount[]>;
  /** `false`: there is no such account any more. */
  choose(which: { readonly id: string } | 'another'): Promise<boolean>;
}

export interface AccountKeyDeps extends Pick<AdmissionCommandDeps, 'admins'> {
  readonly accountKey: AccountKeyBook;
}

/** Only an admin by the settings decides: the account is everyone's. */
export function adminKeyCommand(deps: AccountKeyDeps): Command {
  return adminKey.does({
    async run({ account: named, confirm }, run): Promise<Card> {
      const { accountKey: words, admission } = allWords[run.language];
      const known = deps.accountKey.known();
      if (known !== undefined) return plainCard('plain', words.known(known.name), [words.knownAdvice]);
      if (!isFirstAdmin(deps, run)) {
        return plainCard('warning', admission.notYours, [words.notYoursAdvice]);
      }
      const others = await deps.accountKey.others();
      const buttons: readonly Action[] = [
        ...others.slice(0, mostShown).map(
          ({ name }): Action => ({
            kind: 'run',
            label: words.isOf(name),
            run: adminKey.call({ account: name, confirm: false }),
          }),
        ),
        { kind: 'run', label: words.isAnother, run: adminKey.call({ account: another, confirm: false }) },
      ];
      if (named === undefined) {
        return plainCard('warning', words.notKnown, [words.notKnownAdvice], {
          blocks: [{ kind: 'list', items: others.map(({ name }) => [{ bold: name }]) }],
          actions: buttons,
        });
      }
      const chosen = named === another ? another : others.find(({ name }) => name === named);
      if (chosen === undefined) {
        return plainCard('warning', words.noSuch(named), [words.noSuchAdvice], { actions: buttons });
      }
      if (!confirm) {
        run.audit.add({ state: 'asked' });
        const [title, advice] =
          chosen === another
            ? [words.askAnother, words.askAnotherAdvice]
            : [words.askSame(chosen.name), words.askSameAdvice];
        return plainCard('warning', title, [advice], {
          actions: [
            {
              kind: 'run',
              label: words.yes,
              style: 'primary',
              run: adminKey.call({ account: named, confirm: true }, { replace: true }),
            },
          ],
        });
      }
      await run.audit.intend({ account: named });
      const done = await deps.accountKey.choose(chosen === another ? another : { id: chosen.id });
      run.audit.add({ state: done ? 'decided' : 'unchanged' });
      const now = deps.accountKey.known();
      if (!done || now === undefined) {
        return plainCard('warning', words.noSuch(named), [words.noSuchAdvice]);
      }
      return plainCard('good', words.decided(now.name), [words.decidedAdvice]);
    },
  });
}
