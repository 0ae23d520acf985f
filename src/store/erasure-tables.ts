import { forgetChain, forgetInAudit } from './audit.ts';
import type { ScopedQueries } from './database.ts';
import {
  answersNaming,
  buttonsNaming,
  claimsOfDirects,
  deliveriesNaming,
  exchangesNaming,
  requestsNaming,
  requestsOf,
  rulesNaming,
  saidOfRequests,
  turnsOfDirects,
  watchesSetBy,
} from './erasure-rows.ts';
import { type ErasedPerson, inAll, wipe, wipeDirectNews, wipeDirects } from './erasure-wipes.ts';
import type { Schema } from './schema.ts';

/** What becomes of a table's rows when a person is forgotten. */
type ErasureRule =
  /** No row names a person of a chat, or none that is reached: why. */
  | { readonly stays: string }
  | {
      /** Takes the person out; from how many rows. */
      forget(rows: ScopedQueries, whom: ErasedPerson): Promise<number>;
      /** What it is told as. */
      readonly as: 'records' | 'watches' | 'others';
      /** What it leaves, and why. */
      readonly leaves?: string;
    };

const ofAccount = 'rows of the partner’s account: what the partner says of orders, and no person of a chat';

const namesAChain =
  'nothing but the name of a chain: of the person’s own it holds their id, which the hashes of its records cover';

const leftOfOthers = 'what is said of requests of others, also where that is in the person’s direct messages';

/**
 * Every table, in the order in which a person is taken out of them. A table that is new has to be decided on: without an
 * entry this does not compile, and the test of it names the table.
 */
export const erasureRules: { readonly [Table in keyof Schema]: ErasureRule } = {
  migrations: { stays: 'steps of the schema' },
  releases: { stays: 'steps of the schema' },
  copies: { stays: 'times of copies' },
  joined_workspaces: { stays: 'workspaces and servers; direct messages are never joined to another place' },
  admissions: {
    as: 'others',
    forget: async (rows, whom) => {
      const { numUpdatedRows } = await rows
        .updateTable('admissions')
        .set({ changed_by: null })
        .where('changed_by', '=', whom.person)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  },
  link_keys: { stays: 'a key' },
  inbox: { stays: ofAccount },
  orders: { stays: ofAccount },
  order_users: { stays: ofAccount },
  order_messages: { stays: ofAccount },
  ordered_goods: {
    stays:
      'rows of the partner’s account: what was shown of goods, a masked address of its list, and no person of a chat',
  },

  outbox: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipeDirectNews(rows, 'outbox', whom)) +
      (await inAll(whom, saidOfRequests(rows, 'outbox', whom.person))) +
      (await inAll(whom, deliveriesNaming(rows, whom))),
    leaves: leftOfOthers,
  },
  cards: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipeDirectNews(rows, 'cards', whom)) +
      (await inAll(whom, saidOfRequests(rows, 'cards', whom.person))),
    leaves: leftOfOthers,
  },
  requests: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'requests', whom.own)) +
      (await inAll(whom, requestsOf(rows, whom.person))) +
      (await inAll(whom, requestsNaming(rows, whom))),
  },
  grants: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'grants', whom.own)) +
      (await inAll(whom, async (organization) => {
        const gone = await rows
          .deleteFrom('grants')
          .where('organization', '=', organization)
          .where(({ eb, or }) =>
            or([
              eb('subject', '=', `person ${whom.person}`),
              ...whom.directs.map((direct) => eb('scope', '=', direct)),
            ]),
          )
          .executeTakeFirst();
        const blanked = await rows
          .updateTable('grants')
          .set({ granted_by: '' })
          .where('organization', '=', organization)
          .where('granted_by', '=', whom.person)
          .executeTakeFirst();
        return gone.numDeletedRows + blanked.numUpdatedRows;
      })),
  },
  accounts: { stays: 'names of accounts at the partner, and no person of a chat' },
  account_keys: { stays: 'digests of access keys, and no person of a chat' },
  account_users: { stays: 'users of the partner’s account, and no person of a chat' },
  account_choices: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'account_choices', whom.own)) +
      (await inAll(whom, async (organization) => {
        const theirs = whom.directs.map((direct) => `conversation ${direct}`);
        const gone = await rows
          .deleteFrom('account_choices')
          .where('organization', '=', organization)
          .where('subject', 'in', [`person ${whom.person}`, ...theirs])
          .executeTakeFirst();
        const blanked = await rows
          .updateTable('account_choices')
          .set({ set_by: '' })
          .where('organization', '=', organization)
          .where('set_by', '=', whom.person)
          .executeTakeFirst();
        return gone.numDeletedRows + blanked.numUpdatedRows;
      })),
  },
  join_codes: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'join_codes', whom.own)) +
      (await inAll(whom, async (organization) => {
        const { numUpdatedRows } = await rows
          .updateTable('join_codes')
          .set({ made_by: '' })
          .where('organization', '=', organization)
          .where('made_by', '=', whom.person)
          .executeTakeFirst();
        return numUpdatedRows;
      })),
  },
  spending: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'spending', whom.own)) +
      (await inAll(whom, async (organization) => {
        const { numDeletedRows } = await rows
          .deleteFrom('spending')
          .where('organization', '=', organization)
          .where('person', '=', whom.person)
          .where('at', '<=', whom.spentSince)
          .executeTakeFirst();
        return numDeletedRows;
      })),
    leaves: 'what was spent within 24 hours: without it, being forgotten would be a way past a limit',
  },
  daily_counts: { stays: 'numbers of the partner’s account, and no person of a chat' },
  organization_settings: {
    as: 'others',
    forget: (rows, { own }) => wipe(rows, 'organization_settings', own),
    leaves:
      'a rule of an organization that sends requests to the person’s direct messages: its admins change it',
  },
  person_settings: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'person_settings', whom.own)) +
      (await inAll(whom, async (organization) => {
        const { numDeletedRows } = await rows
          .deleteFrom('person_settings')
          .where('organization', '=', organization)
          .where('person', '=', whom.person)
          .executeTakeFirst();
        return numDeletedRows;
      })),
  },
  exchanges: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'exchanges', whom.own)) +
      (await inAll(whom, async (organization) => {
        const { numDeletedRows } = await rows
          .deleteFrom('exchanges')
          .where('organization', '=', organization)
          .where('person', '=', whom.person)
          .executeTakeFirst();
        return numDeletedRows;
      })) +
      (await inAll(whom, exchangesNaming(rows, whom.id))),
  },
  conversation_settings: {
    as: 'others',
    forget: (rows, whom) => wipeDirects(rows, 'conversation_settings', whom),
  },
  watches: {
    as: 'watches',
    forget: async (rows, whom) =>
      (await wipeDirects(rows, 'watches', whom)) +
      (await inAll(whom, watchesSetBy(rows, whom.person))) +
      (await inAll(whom, rulesNaming(rows, whom))),
  },
  queues: { as: 'others', forget: (rows, whom) => wipeDirects(rows, 'queues', whom) },
  turns: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'turns', whom.own)) + (await inAll(whom, turnsOfDirects(rows, whom))),
  },
  guarded_links: {
    as: 'others',
    forget: (rows, { own }) => wipe(rows, 'guarded_links', own),
    leaves: 'links that were handed out in a workspace: they name no person, and end within hours',
  },
  buttons: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'buttons', whom.own)) + (await inAll(whom, buttonsNaming(rows, whom.id))),
    leaves: 'buttons of others that do not name the person; they end within days',
  },
  claims: {
    as: 'others',
    forget: async (rows, whom) =>
      (await wipe(rows, 'claims', whom.own)) +
      (await inAll(whom, claimsOfDirects(rows, whom))) +
      (await inAll(whom, answersNaming(rows, whom))),
    leaves:
      'that something was asked, without an answer that names the person, so that it is not done twice; they end within days',
  },
  audit: {
    as: 'records',
    forget: async (rows, whom) =>
      (await forgetChain(rows, whom.own)) +
      (await inAll(whom, (organization) => forgetInAudit(rows, { organization, person: whom.person }))),
    leaves:
      'what was done, without the person; in their own direct messages’ chain its name, which the hashes cover',
  },
  audit_orders: {
    stays: 'ids of the partner’s orders beside the name of a chain, as the records’ own facts have them',
  },
  audit_heads: { stays: namesAChain },
  audit_anchors: { stays: namesAChain },
};
