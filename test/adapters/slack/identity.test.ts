import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { drawForm } from '../../../adapters/slack/forms.ts';
import { type Identity, identityOf } from '../../../adapters/slack/identity.ts';
import type { Unfurl } from '../../../src/chat/adapter.ts';
import {
  appMention,
  blockActions,
  blockSuggestion,
  directMessage,
  linkShared,
  messageShortcut,
  slashCommand,
  viewSubmission,
} from '../../fakes/slack/payloads.ts';
import { otherTeam, people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const ours = 'T0TEAM0001';
const grid = 'E0ORG00001';

/** Who is said to be where, in the fields that a kind of payload has for it. */
interface Said {
  /** Whose workspace the thing is from, as the outside of an event or a form has it. */
  readonly outer?: unknown;
  /** Of the installation. */
  readonly installed?: unknown;
  readonly organization?: unknown;
  /** Of the person. */
  readonly person?: unknown;
}

const view = drawForm(
  { title: 'Form', submit: 'Done', payload: 'watch', fields: [] },
  { user: people.ann, channel: places.buying },
  0,
  { asksForOptions: true },
);
const user = (person: unknown) => ({ id: people.ann, username: 'ann', name: 'ann', team_id: person });
const company = (id: unknown) => (id === null ? null : { id, domain: 'x' });

/** Around an event, as the Events API has it. */
const around = ({ outer, installed, organization = null }: Said) => ({
  team_id: outer,
  context_team_id: installed,
  context_enterprise_id: organization,
  authorizations: [{ team_id: installed, enterprise_id: organization, user_id: 'U0BOT00000', is_bot: true }],
});
/** Around a click, a shortcut or a menu: the team is the installation's. */
const within = ({ installed, organization = null, person }: Said) => ({
  team: company(installed),
  enterprise: company(organization),
  is_enterprise_install: organization !== null && installed === null,
  user: user(person),
});

const kinds = {
  click: (said: Said) => blockActions(within(said)),
  shortcut: (said: Said) => messageShortcut({ ...within(said), callback_id: 'message:lookup' }),
  options: (said: Said) => blockSuggestion(within(said)),
  submission: (said: Said) =>
    viewSubmission({
      ...within({ ...said, installed: said.outer }),
      view: {
        ...view,
        id: 'V0VIEW0001',
        state: { values: {} },
        ...(said.installed !== null && { app_installed_team_id: said.installed }),
      },
    }),
  mention: (said: Said) => ({ ...appMention({ user_team: said.person }), ...around(said) }),
  message: (said: Said) => ({ ...directMessage({ user_team: said.person }), ...around(said) }),
  'message with source_team': (said: Said) => ({
    ...directMessage({ source_team: said.person }),
    ...around(said),
  }),
  links: (said: Said) => ({
    ...linkShared(['https://detail.1688.com/offer/1.html'], { user_team: said.person }),
    ...around(said),
  }),
} as const satisfies Record<string, (said: Said) => Record<string, unknown>>;
type Kind = keyof typeof kinds;
const everyKind = Object.keys(kinds) as readonly Kind[];

const cases: readonly (readonly [string, Said, Identity])[] = [
  [
    'somebody of ours',
    { outer: ours, installed: ours, person: ours },
    { workspace: ours, ownWorkspace: ours },
  ],
  [
    'a person of another company, in a channel of ours',
    { outer: otherTeam, installed: ours, person: otherTeam },
    { workspace: ours, ownWorkspace: otherTeam },
  ],
  [
    'a person of ours, in a channel of the other company',
    { outer: otherTeam, installed: ours, person: ours },
    { workspace: ours, ownWorkspace: ours },
  ],
  ['somebody of whom nothing is said', { outer: ours, installed: ours }, { workspace: ours }],
  [
    'a person of an organization, in one of its workspaces',
    { outer: ours, installed: ours, organization: grid, person: grid },
    { workspace: ours, ownWorkspace: grid },
  ],
  [
    'an app that is installed for the whole organization',
    { outer: null, installed: null, organization: grid, person: ours },
    { workspace: grid, ownWorkspace: ours },
  ],
];

let bed: Bed | undefined;
afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

/** What the core is told of a payload, through Bolt; `undefined` where it is told nothing. */
async function told(payload: Record<string, unknown>, via: 'http' | 'socket') {
  const unfurled: Parameters<Unfurl>[0][] = [];
  const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
  bed = await openBed(
    Object.assign(core, {
      async unfurl(posted: Parameters<Unfurl>[0]) {
        unfurled.push(posted);
        return [];
      },
    }),
    via,
  );
  const { outcome } = await bed.slack.deliver(payload);
  expect(outcome).toBe('acknowledged');
  const [asked] = core.asked;
  if (asked !== undefined) return { workspace: asked.workspace, ownWorkspace: asked.person.ownWorkspace };
  return unfurled[0] && { workspace: unfurled[0].workspace, ownWorkspace: unfurled[0].person.ownWorkspace };
}

describe.each(cases)('who is who on Slack: %s', (_whom, said, expected) => {
  it.each(everyKind)('in a payload of the kind “%s”', (kind) => {
    expect(identityOf(kinds[kind](said))).toEqual(expected);
  });

  it.each(everyKind.filter((kind) => kind !== 'options'))(
    'as the core is told of a payload of the kind “%s”',
    async (kind) => {
      const { workspace, ownWorkspace } = expected;
      for (const via of ['http', 'socket'] as const) {
        expect(await told(kinds[kind](said), via)).toEqual({ workspace, ownWorkspace });
        await bed?.close();
        bed = undefined;
      }
    },
  );
});

describe('a command', () => {
  it('says where it was typed, and nothing of the person who typed it', async () => {
    expect(identityOf(slashCommand())).toEqual({ workspace: ours });
    expect(identityOf(slashCommand({ team_id: otherTeam }))).toEqual({ workspace: otherTeam });
    const wide = slashCommand({ enterprise_id: grid, is_enterprise_install: 'true' });
    expect(identityOf(wide)).toEqual({ workspace: ours });
    expect(await told(slashCommand(), 'http')).toEqual({ workspace: ours, ownWorkspace: undefined });
  });
});

describe('a form', () => {
  it('that names no installation is of the workspace that it was sent off in', () => {
    expect(identityOf(viewSubmission())).toEqual({ workspace: ours, ownWorkspace: ours });
  });
});

describe('an event', () => {
  it('of before installations were named is of the workspace that it names', () => {
    const { authorizations: _, context_team_id: __, ...old } = appMention();
    expect(identityOf(old)).toEqual({ workspace: ours });
  });
  it('is said to be in a message where it is one, and nothing else is', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Here')));
    bed = await openBed(core, 'http');
    await bed.slack.deliver(appMention());
    await bed.slack.deliver(directMessage());
    await bed.slack.deliver(blockActions());
    await bed.slack.type('/status');
    expect(core.asked.map(({ inMessage }) => inMessage)).toEqual([true, true, undefined, undefined]);
  });
});

const malformed: readonly unknown[] = [
  '',
  'T',
  'T 1',
  't0team0001',
  'C0BUYING01',
  'T0TEAM0001\n',
  5,
  true,
  {},
  [],
];
/** Where each kind names what; `organization` only where no workspace is named. */
const fields: readonly (keyof Said)[] = ['installed', 'person'];

describe('a payload whose workspace is no id of one', () => {
  it.each(everyKind.flatMap((kind) => fields.map((field) => [kind, field] as const)))(
    'is not read: %s, of the %s',
    (kind, field) => {
      const right = { outer: ours, installed: ours, person: ours };
      for (const wrong of malformed)
        expect(identityOf(kinds[kind]({ ...right, [field]: wrong }))).toBeUndefined();
    },
  );

  it.each(everyKind.filter((kind) => kind !== 'options'))('reaches the core in no way: %s', async (kind) => {
    const wrong = kinds[kind]({ outer: ours, installed: 'nowhere', person: ours });
    expect(await told(wrong, 'http')).toBeUndefined();
  });

  it.each([
    ['none at all', slashCommand({ team_id: '' })],
    ['a workspace as organization', slashCommand({ enterprise_id: ours })],
    ['nothing', blockActions({ team: null, enterprise: null })],
    ['nothing that could be asked', 5],
    ['nothing in it', undefined],
    ['an outer one that is none', { ...appMention(), team_id: 'nowhere' }],
  ])('is not read either: %s', (_what, payload) => {
    expect(identityOf(payload)).toBeUndefined();
  });

  it('is not read, whatever stands in the place of the id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyKind), fc.jsonValue(), (kind, value) => {
        const identity = identityOf(kinds[kind]({ outer: ours, installed: value, person: ours }));
        if (typeof value === 'string' && /^[TE][A-Z0-9]{1,40}$/.test(value)) {
          expect(identity?.workspace).toBe(value);
        } else if (value !== null) expect(identity).toBeUndefined();
      }),
    );
  });
});
