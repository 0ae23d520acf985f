import { describe, expect, it } from 'vitest';
import { botScopes, slackManifest } from '../../../adapters/slack/manifest.ts';
import type { CommandMenu } from '../../../src/chat/menu.ts';
import { botScopes as fakeScopes } from '../../fakes/slack/slack.ts';
import { bilingual } from '../../harness/bilingual.ts';
import { openTestCore } from '../../harness/core.ts';

const command = (name: string, args: CommandMenu['arguments'] = []): CommandMenu => ({
  name,
  summary: bilingual(`About ${name}`, name),
  needs: 'viewer',
  arguments: args,
  examples: [`/${name}`],
});
const named = (manifest: ReturnType<typeof slackManifest>) =>
  manifest.features.slash_commands.map((each) => each.command);

describe('the Slack manifest', () => {
  it('names the real commands with their usage, but none that Slack keeps for itself', async () => {
    const bot = await openTestCore();
    const { menu } = bot.core;
    const manifest = slackManifest(menu, { via: 'socket', commands: 'each', linkHosts: [] });
    await bot.close();
    const kept = ['search', 'help', 'status'];
    const own = [...new Set(menu.map(({ name }) => name.split(' ')[0] ?? ''))];
    expect(own).toEqual(expect.arrayContaining(kept));
    const offered = own.filter((word) => !kept.includes(word));
    const names = named(manifest);
    expect(names.slice(0, offered.length + 1)).toEqual(['/shoptalk', ...offered.map((word) => `/${word}`)]);
    // Everyday names, as far as Slack takes them.
    const everyday = names.slice(offered.length + 1);
    expect(everyday).toEqual(expect.arrayContaining(['/chat', '/picture', '/orders', '/pay', '/cart']));
    expect(everyday.filter((name) => !/^\/[a-z]+$/.test(name) || kept.includes(name.slice(1)))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const order = manifest.features.slash_commands.find(({ command }) => command === '/order');
    expect(order?.usage_hint).toBe('show | list | export | track | try | preview | create | pay | cancel');
    expect(manifest.features.slash_commands[1]).toMatchObject({
      command: '/seller',
      usage_hint: expect.stringMatching(/^<offer> \[openUid\]/),
      should_escape: true,
    });
    expect(manifest.features.slash_commands[0]?.usage_hint).toContain('seller | search | image | product');
  });

  it('gathers subcommands under their first word', () => {
    const manifest = slackManifest([command('order preview'), command('order pay'), command('watch')], {
      via: 'socket',
      commands: 'each',
      linkHosts: [],
    });
    expect(named(manifest)).toEqual(['/shoptalk', '/order', '/watch']);
    expect(manifest.features.slash_commands[1]).toMatchObject({
      usage_hint: 'preview | pay',
      description: 'About order preview · About order pay',
    });
  });

  it('names /shoptalk alone where asked to', () => {
    expect(
      named(slackManifest([command('seller')], { via: 'socket', commands: 'umbrella', linkHosts: [] })),
    ).toEqual(['/shoptalk']);
  });

  it('leads everything over sockets, or everything to one URL', () => {
    const socket = slackManifest([command('seller')], { via: 'socket', commands: 'each', linkHosts: [] });
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toMatch(/"(request_)?url"/);
    const http = slackManifest([command('seller')], {
      via: { publicUrl: 'https://bot.example/base/' },
      commands: 'each',
      linkHosts: [],
    });
    expect(http.settings.socket_mode_enabled).toBe(false);
    const urls = [...JSON.stringify(http).matchAll(/"(?:request_)?url":"([^"]+)"/g)].map(([, url]) => url);
    expect(urls).toHaveLength(4);
    expect(new Set(urls)).toEqual(new Set(['https://bot.example/base/slack/events']));
  });

  it('stays within Slack’s schema', () => {
    const long = bilingual('x'.repeat(3000), '');
    const many = Array.from({ length: 80 }, (_, index) => ({ ...command(`command${index}`), summary: long }));
    const manifest = slackManifest([...many, command('n'.repeat(40))], {
      via: 'socket',
      commands: 'each',
      linkHosts: [],
    });
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
    expect(manifest.features.slash_commands).toHaveLength(50);
    for (const each of manifest.features.slash_commands) {
      expect(each.command).toMatch(/^\/[a-z0-9_-]{1,31}$/);
      expect(each.description.length).toBeLessThanOrEqual(2000);
      expect(each.usage_hint?.length ?? 1).toBeLessThanOrEqual(1000);
    }
  });

  it('asks for the scopes that the tests run with, and no other', () => {
    expect([...botScopes].sort()).toEqual([...fakeScopes].sort());
  });
});
