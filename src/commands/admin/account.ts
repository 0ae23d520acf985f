import { plainCard } from '../../cards/buying-cards.ts';
import { flag } from '../../chat/argument.ts';
import { matching, named, optional, wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { plainText, shorten, type Text } from '../../chat/text.ts';
import type { ChosenFor, UserChoice, UserChoiceBook } from '../../domain/accounts/account-users.ts';
import type { AccountWords } from '../../languages/en/admin.ts';
import { aboutArgument, allWords, formNamed, localized, yesAndNo } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { Scope } from '../../xport/client.ts';
import { type NamedPerson, personArgument, personOf } from './person-argument.ts';

const own = 'own';
const nothing = { user: undefined, for: undefined, here: false, page: undefined };
/** As many as every platform shows whole. */
const pageSize = 12;
const lastPage = 200;
/** As long as every platform shows a choice. */
const longestOption = 75;

/**
 * `/admin account [<user-id>|own] [--for <person>] [--here]`: for which of the account's users the partner is called, for
 * a person, in this conversation, or everywhere; `own` takes a choice back. Without a user id, it shows what is chosen.
 */
export const adminAccount = describeCommand({
  name: 'admin account',
  summary: localized(({ accounts }) => accounts.summary),
  form: formNamed(({ forms }) => forms.account),
  examples: ['admin account', 'admin account 1700000000001 --here', 'admin account own --for me'],
  arguments: {
    user: {
      ...optional(
        matching(/^[A-Za-z0-9._-]{1,64}$/, {
          ...aboutArgument(({ accounts }) => accounts.user),
          example: '1700000000001',
        }),
      ),
      requiredInForm: true,
    },
    for: optional(named(personArgument(aboutArgument(({ accounts }) => accounts.person)))),
    here: flag({ ...aboutArgument(({ accounts }) => accounts.here), ...yesAndNo }),
    page: optional(
      named(
        wholeNumber({ ...aboutArgument(({ admin }) => admin.page), example: '2', least: 1, most: lastPage }),
      ),
    ),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  audited: ({ user, here, for: whom }) => ({
    user,
    where: whom !== undefined ? 'person' : here ? 'here' : 'everywhere',
  }),
});

/** What the choice of a user is made from. */
export interface AccountDeps {
  readonly choices: Pick<UserChoiceBook, 'list' | 'set' | 'remove'>;
  /** A call that changes nothing, for `userId` of the scope. Rejects with the XportError where the partner takes it not. */
  tryUser(scope: Scope): Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
}

/** A user id is tried before it is kept. */
export function adminAccountCommand(deps: AccountDeps): Command {
  return adminAccount.does({
    async run({ user, for: whom, here, page = 1 }, run): Promise<Card> {
      const { accounts, punctuation } = allWords[run.language];
      if (user === undefined) return listCard(deps.choices, page, run);
      if (whom !== undefined && here)
        return plainCard('warning', accounts.unchanged, [accounts.personOrHere]);
      const chosenFor: ChosenFor =
        whom !== undefined
          ? { kind: 'person', id: personOf(whom, run) }
          : here
            ? { kind: 'conversation', id: run.conversation }
            : { kind: 'everywhere' };
      run.audit.add({}, chosenFor.kind === 'person' ? { about: chosenFor.id } : {});
      const list: Action = { kind: 'run', label: accounts.all, run: adminAccount.call(nothing) };
      if (user.toLowerCase() === own) {
        const had = await deps.choices.remove(run.organization, chosenFor);
        run.audit.add({ state: had ? 'taken back' : 'unchanged' });
        return plainCard(
          had ? 'good' : 'plain',
          had ? accounts.taken : accounts.nothingTaken,
          [accounts.how],
          {
            actions: [list],
          },
        );
      }
      await deps.tryUser({ organization: run.organization, userId: user, signal: run.signal });
      await deps.choices.set(run.organization, {
        for: chosenFor,
        userId: user,
        setBy: run.person,
        setAt: deps.clock.now(),
      });
      run.audit.add({ state: 'chosen' });
      return plainCard('good', accounts.chosen, [accounts.chosenAdvice, accounts.how], {
        blocks: [
          {
            kind: 'text',
            text: [...shownFor(chosenFor, run, accounts), punctuation.label(''), { code: user }],
          },
        ],
        actions: [list],
      });
    },
  });
}

const order: readonly ChosenFor['kind'][] = ['everywhere', 'conversation', 'person'];

async function listCard(choices: AccountDeps['choices'], page: number, run: Run): Promise<Card> {
  const { accounts, punctuation } = allWords[run.language];
  const all = [...(await choices.list(run.organization))].sort(
    (one, other) => order.indexOf(one.for.kind) - order.indexOf(other.for.kind),
  );
  const shown = all
    .slice((page - 1) * pageSize, page * pageSize)
    .map((choice: UserChoice): { readonly choice: UserChoice; readonly item: Text } => ({
      choice,
      item: [...shownFor(choice.for, run, accounts), punctuation.label(''), { code: choice.userId }],
    }));
  const options = shown.flatMap(({ choice, item }) => {
    const about = namedIn(choice.for, run);
    const label = shorten(plainText(item), longestOption);
    return about === undefined
      ? []
      : [{ label, run: adminAccount.call({ ...nothing, user: own, ...about }) }];
  });
  const turn = (label: string, to: number): Action => ({
    kind: 'run',
    label,
    run: adminAccount.call({ ...nothing, page: to }, { replace: true }),
  });
  return {
    tone: 'plain',
    title: accounts.title,
    body: [
      shown.length === 0
        ? { kind: 'text', text: [accounts.none] }
        : { kind: 'list', items: shown.map(({ item }) => item) },
      { kind: 'text', text: [accounts.how] },
    ],
    actions: [
      {
        kind: 'run',
        label: accounts.choose,
        run: adminAccount.call(nothing, { ask: ['user', 'for', 'here'] }),
      },
      ...(options.length === 0 ? [] : [{ kind: 'select' as const, label: accounts.takeBack, options }]),
      ...(page > 1 ? [turn(accounts.before, page - 1)] : []),
      ...(all.length > page * pageSize ? [turn(accounts.after, page + 1)] : []),
    ],
  };
}

/** How a command names what a choice is for; `undefined` for another conversation, which is named in itself alone. */
function namedIn(
  chosenFor: ChosenFor,
  run: Pick<Run, 'conversation'>,
): { readonly for?: NamedPerson; readonly here?: true } | undefined {
  if (chosenFor.kind === 'everywhere') return {};
  const { kind, id } = chosenFor;
  if (kind === 'conversation') return id === run.conversation ? { here: true } : undefined;
  return { for: splitScopedId(id) };
}

function shownFor(chosenFor: ChosenFor, run: Run, words: AccountWords): Text {
  if (chosenFor.kind === 'everywhere') return [words.everywhere];
  const { kind, id } = chosenFor;
  if (kind === 'conversation') {
    return id === run.conversation ? [words.inThisConversation] : [words.inConversation, ' ', { code: id }];
  }
  const { platform, id: person } = splitScopedId(id);
  if (platform !== splitScopedId(run.person).platform) return [{ code: id }];
  return [{ mention: { person, name: person } }];
}
