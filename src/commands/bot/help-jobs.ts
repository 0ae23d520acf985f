import type { CommandMenu } from '../../chat/menu.ts';
import type { JobId } from '../../languages/en/help.ts';

/** What people come for, in the order in which they come for it. Each is a word that `/help` takes. */
const jobIds = [
  'find',
  'buy',
  'after',
  'talk',
  'abroad',
  'news',
  'approvals',
  'settings',
] as const satisfies readonly JobId[];

/** The commands of each job: by their whole names, or by a first word that those not named elsewhere share. */
const commandsOf: { readonly [J in JobId]: readonly string[] } = {
  find: ['search', 'image', 'product', 'lookup', 'compare', 'category', 'freight'],
  buy: ['order preview', 'order create', 'order pay', 'order cancel', 'basket', 'address'],
  after: ['order', 'refund'],
  talk: ['seller', 'seller-request'],
  abroad: ['ship'],
  news: ['watch', 'unwatch', 'watching', 'resend'],
  approvals: ['seller-requests', 'request', 'admin approvers', 'admin approval-above', 'admin rate'],
  settings: ['home', 'language', 'unfurl', 'status', 'help', 'admin'],
};

/** A job, and those of its commands that a person may run. */
interface Job {
  readonly id: JobId;
  readonly commands: readonly CommandMenu[];
}

/** The jobs that `offered` has a command for. */
export function jobsOf(offered: readonly CommandMenu[]): readonly Job[] {
  return jobIds
    .map((id) => ({
      id,
      commands: offered
        .filter(({ name }) => jobOf(name) === id)
        .toSorted((one, other) => placeIn(id, one.name) - placeIn(id, other.name)),
    }))
    .filter(({ commands }) => commands.length > 0);
}

/** Where a job's list names a command. */
function placeIn(id: JobId, name: string): number {
  const named = commandsOf[id].indexOf(name);
  return named === -1 ? commandsOf[id].indexOf(name.split(' ')[0] ?? '') : named;
}

/** The job that a command belongs to; `settings` for one that no job names. */
function jobOf(name: string): JobId {
  const group = name.split(' ')[0] ?? '';
  const named = (wanted: string) => jobIds.find((id) => commandsOf[id].includes(wanted));
  return named(name) ?? named(group) ?? 'settings';
}
