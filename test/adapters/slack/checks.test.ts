import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSlack, type SlackChecks } from '../../../adapters/slack/checks.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import {
  appToken,
  botScopes,
  botToken,
  type FakeSlack,
  signingSecret,
  startFakeSlack,
} from '../../fakes/slack/slack.ts';
import { otherTeam } from '../../fakes/slack/workspace.ts';

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.stop());

/** What doctor says, one line for each finding. */
async function found(checks: Partial<SlackChecks> = {}): Promise<readonly string[]> {
  const about = {
    botToken,
    via: { appToken },
    apiUrl: slack.apiUrl,
    scopes: botScopes,
    now: Date.now,
    ...checks,
  };
  return (await checkSlack(about)).map(({ verdict, what, advice }) =>
    [verdict, what, advice].filter((part) => part !== undefined).join(' | '),
  );
}

const right = [
  'good | Slack: bot shoptalk in workspace Team (T0TEAM0001)',
  'good | Slack scopes: all granted',
  'good | Slack cards: every kind of block is taken',
  'good | Slack: Socket Mode can connect',
];

describe('what doctor finds on Slack', () => {
  it('when all is right', async () => {
    expect(await found()).toEqual(right);
    expect((await found({ via: { signingSecret } })).at(-1)).toMatch(/^unsure \| Slack over HTTP/);
  });

  it('when the clock is off, either way', async () => {
    for (const [ms, words] of [
      [3_600_000, /^bad \| Clock: 3[56]\d\d s ahead of Slack/],
      [-3_600_000, /^bad \| Clock: 3[56]\d\d s behind Slack/],
    ] as const) {
      expect(await found({ now: () => Date.now() + ms })).toContainEqual(expect.stringMatching(words));
    }
  });

  it('when a scope is missing: which, and what for', async () => {
    slack.scopes.delete('users:read');
    slack.scopes.delete('groups:read');
    const [, scopes] = await found();
    expect(scopes).toMatch(
      /^bad \| Slack scopes missing: users:read \(lost without it: whether .+\), groups:read \(lost .+\) \|/,
    );
  });

  it.each([
    ['the token’s own', ['T0TEAM0001'], []],
    [
      'another',
      [otherTeam],
      [`bad | Slack workspace ${otherTeam} is let in, but SLACK_BOT_TOKEN belongs to`],
    ],
    [
      'both, and one that is none',
      ['T0TEAM0001', otherTeam, 'T1'],
      [`bad | Slack workspace ${otherTeam}`, 'bad | Slack workspace T1'],
    ],
    ['none', [], []],
  ])('when the settings let in %s', async (_whose, workspaces, expected) => {
    const findings = await found({ workspaces });
    const more = findings.filter((finding) => !right.includes(finding));
    expect(more).toHaveLength(expected.length);
    for (const [at, start] of expected.entries()) expect(more[at]).toContain(start);
  });

  it('when the token is an organization’s', async () => {
    const body = { ok: true, user: 'shoptalk', team: 'Org', team_id: 'E1', is_enterprise_install: true };
    slack.faults.always('auth.test', { kind: 'instead', body });
    expect((await found({ workspaces: [otherTeam] })).join('\n')).toContain(
      `unsure | Slack workspace ${otherTeam} is let in: SLACK_BOT_TOKEN is an organization’s`,
    );
  });

  it('when the workspace refuses a kind of block, or does not say', async () => {
    const errors = [{ pointer: '/blocks/1/type', code: 'failed_constraint', message: 'unsupported type' }];
    const body = { ok: false, error: 'invalid_blocks', errors };
    const all = async () => (await found()).filter((finding) => finding.includes('Slack cards'));
    slack.faults.next('blocks.validate', { kind: 'instead', body });
    expect(await all()).toEqual([
      expect.stringMatching(
        /^bad \| Slack cards: the workspace refuses words, fields and buttons \(\/blocks\/1\/type: unsupported type\) \|/,
      ),
    ]);
    slack.faults.always('blocks.validate', { kind: 'error', error: 'unknown_method' });
    expect(await all()).toEqual([expect.stringMatching(/^unsure \| Slack cards: Slack did not say/)]);
  });

  it('when Slack refuses a token, and which', async () => {
    const wrong = await found({ botToken: 'xoxb-wrong', via: { appToken: 'xapp-wrong' } });
    expect(wrong).toEqual([
      expect.stringMatching(/^bad \| Slack refuses SLACK_BOT_TOKEN: invalid_auth \| Copy/),
      expect.stringMatching(/^bad \| Slack refuses SLACK_APP_TOKEN: invalid_auth \| Make/),
    ]);
    expect(wrong.join()).not.toMatch(/xoxb-wrong|xapp-wrong/);
  });
});

describe('what doctor says of a token that was not tried', () => {
  it('because Slack can’t be reached: nothing of the token', async () => {
    const findings = await found({ apiUrl: 'http://127.0.0.1:9/api/' });
    expect(findings).toHaveLength(2);
    for (const [at, setting] of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'].entries()) {
      expect(findings[at]).toMatch(
        new RegExp(
          `^bad \\| Slack can’t be reached at 127\\.0\\.0\\.1:9 \\(.+\\), so ${setting} was not tried`,
        ),
      );
      expect(findings[at]).not.toMatch(/refuses|Copy|Make/);
    }
  });

  it.each<[string, Fault, RegExp]>([
    ['it is cut off', { kind: 'cut before processing' }, /can’t be reached at .+ was not tried/],
    ['it is down', { kind: 'status', status: 503 }, /can’t be reached at .+ \(HTTP 503\)/],
    ['a proxy says no', { kind: 'status', status: 403 }, /can’t be reached at .+ \(HTTP 403\)/],
    ['it leads elsewhere', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, /can’t be reached/],
    [
      'it fails itself',
      { kind: 'error', error: 'internal_error' },
      /can’t be reached at .+ \(internal_error\)/,
    ],
    ['something else answers', { kind: 'instead', body: 'Sign in to the hotel’s network' }, /is not Slack/],
    ['it wants a pause', { kind: 'rate limited', retryAfterS: 30 }, /^unsure \| Slack asks for a pause/],
  ])('because %s', async (_why, fault, words) => {
    slack.faults.always('auth.test', fault);
    slack.faults.always('apps.connections.open', fault);
    const findings = await found();
    expect(findings).toHaveLength(2);
    for (const finding of findings) {
      expect(finding).toMatch(words);
      expect(finding).not.toContain('refuses');
    }
  });

  it('because the answer makes no sense', async () => {
    slack.faults.always('auth.test', { kind: 'instead', body: { ok: true, team_id: 5 } });
    expect((await found())[0]).toMatch(/^bad \| Slack’s answer about SLACK_BOT_TOKEN can’t be read/);
  });
});
