import type { CommandMenu } from '../../../../src/chat/menu.ts';
import { mayRun, type Role } from '../../../../src/chat/role.ts';

/** One thing that people ask for, in each form that a platform has for asking. */
export interface Ask {
  /** The command's name. */
  readonly command: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** As it is typed, without a slash. */
  readonly line: string;
  /** What a form asks for, and what is filled in there. */
  readonly field: readonly [name: string, value: string];
}

export const offerLink = 'https://detail.1688.com/offer/600000000003.html';

/** What the menu of a message has; it asks the partner. */
export const lookUp: Ask = {
  command: 'lookup',
  arguments: { text: offerLink },
  line: `lookup ${offerLink}`,
  field: ['text', offerLink],
};

/** What Slack's Home tab shows. */
export const home: Ask = { command: 'home', arguments: {}, line: 'home', field: ['', ''] };

/** What viewers may, here and at the partner; what takes a buyer, and what takes an admin. */
export const asks: readonly Ask[] = [
  { command: 'order list', arguments: {}, line: 'order list', field: ['status', 'awaiting-payment'] },
  lookUp,
  { command: 'language', arguments: { language: 'en' }, line: 'language en', field: ['language', 'en'] },
  { command: 'admin roles', arguments: {}, line: 'admin roles', field: ['page', '1'] },
];

/** What a person may do; without a role nothing at all. */
interface Holding {
  readonly role: Role | undefined;
  /** In a direct message outside of any workspace, where nothing is decided for a whole one. */
  readonly outside?: boolean;
}

/** How an asking of theirs for a command has to end. */
export type End = 'answered' | 'not permitted' | 'not let in';

export function endOf(
  { role, outside = false }: Holding,
  menu: readonly CommandMenu[],
  { command: name }: Ask,
): End {
  const command = menu.find((each) => each.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  if (role === undefined) return 'not let in';
  const isElsewhere = outside && command.needs === 'admin';
  return !isElsewhere && mayRun({ role, roleEverywhere: role }, command) ? 'answered' : 'not permitted';
}
