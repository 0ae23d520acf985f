import { afterEach, describe, expect, test } from 'vitest';
import { lookUpWithinMs } from '../../../src/chat/role.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import type { FaultEffect } from '../../fakes/discord/faults.ts';
import { people } from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed, type Via } from './bed.ts';

const { guildId: server, otherGuildId: other } = places;
const person = people.asker;
const roles = ['300000000000000001', '300000000000000002'];

let bed: Bed | undefined;
let clock: FakeClock;
let log = createCollectedLog();

afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

async function open(via: Via = 'http') {
  clock = createFakeClock();
  log = createCollectedLog();
  const opened = await openBed(
    scriptedCore(async () => {}),
    via,
    { clock, log },
  );
  bed = opened;
  const { discord, adapter } = opened;
  const asked = () =>
    discord.requests.flatMap(({ path }) => (path.startsWith('/guilds/') ? [path.split('/')[2]] : []));
  const of = (among: readonly string[], whom: string = person) =>
    adapter.membershipsOf?.({ person: whom, among });
  return { discord, of, asked };
}

const answer = (status: number, body?: unknown, headers?: Record<string, string>): FaultEffect => ({
  kind: 'answer',
  status,
  ...(body !== undefined && { body }),
  ...(headers !== undefined && { headers }),
});
const whole = {
  user: { id: person, username: 'a', discriminator: '0', avatar: null, global_name: null },
  roles: [],
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  deaf: false,
  mute: false,
  flags: 0,
};

describe.each(['gateway', 'http'] as const)('over the %s', (via) => {
  test('a member is told with the roles in each server', async () => {
    const { discord, of } = await open(via);
    discord.members.add(server, person, { roles });
    discord.members.add(other, person);
    expect(await of([server, other])).toEqual([
      { workspace: server, groups: roles },
      { workspace: other, groups: [] },
    ]);
  });

  test('who is in none of the servers is a member of none', async () => {
    const { of, asked } = await open(via);
    expect(await of([server, other])).toEqual([]);
    expect(asked()).toHaveLength(2);
  });
});

describe('what a server says of a person', () => {
  test.each([
    ['a member', {}, true],
    ['a member whose timeout is over', { silentUntil: '2026-05-20T07:47:48.000000+00:00' }, true],
    ['a member who rejoined and was onboarded', { flags: 0b11 }, true],
    ['who has not passed the screening', { pending: true }, false],
    ['a guest of a voice channel', { flags: 1 << 4 }, false],
  ])('%s: a member is %s', async (_, member, isOne) => {
    const { discord, of } = await open();
    discord.members.add(server, person, member);
    expect(await of([server])).toEqual(isOne ? [{ workspace: server, groups: [] }] : []);
  });

  test('who is timed out in one server holds nothing in any, until it is over', async () => {
    const { discord, of } = await open();
    const silentUntil = new Date(clock.now() + 60_000).toISOString();
    discord.members.add(server, person, { silentUntil });
    discord.members.add(other, person);
    expect(await of([server, other])).toEqual([]);
    expect(await of([other])).toEqual([{ workspace: other, groups: [] }]);
    clock.advance(60_000);
    expect(await of([server, other])).toHaveLength(2);
  });

  test.each([
    [10004, 'Unknown Guild'],
    [10007, 'Unknown Member'],
    [10013, 'Unknown User'],
  ])('404 with %i: not a member', async (code, message) => {
    const { discord, of } = await open();
    discord.members.add(other, person);
    discord.addFault({ path: new RegExp(`/guilds/${server}/`), effect: answer(404, { code, message }) });
    expect(await of([server, other])).toEqual([{ workspace: other, groups: [] }]);
  });
});

const unclear: readonly (readonly [string, FaultEffect])[] = [
  ['the bot is not in the server', answer(403, { code: 50001, message: 'Missing Access' })],
  ['the bot may not', answer(403, { code: 50013, message: 'Missing Permissions' })],
  ['a refusal without a code', answer(403, 'forbidden')],
  ['no such address', answer(404, { code: 0, message: '404: Not Found' })],
  ['404 of a proxy', answer(404, '<html>not found</html>')],
  ['Discord is down', answer(502, '<html>bad gateway</html>')],
  ['Discord fails', answer(500, { code: 0, message: '500: Internal Server Error' })],
  ['too many requests', answer(429, { retry_after: 7, global: false }, { 'retry-after': '7' })],
  ['the connection is cut', { kind: 'cut', when: 'before' }],
  ['an answer of another kind', answer(200, '<html>hello</html>')],
  ['an empty answer', answer(200, {})],
  ['another person', answer(200, { ...whole, user: { ...whole.user, id: people.other } })],
  ['no person', answer(200, { ...whole, user: undefined })],
  ['no roles', answer(200, { ...whole, roles: undefined })],
  ['roles that are none', answer(200, { ...whole, roles: ['admin'] })],
  ['a timeout that is no time', answer(200, { ...whole, communication_disabled_until: 'soon' })],
  ['a screening that is neither', answer(200, { ...whole, pending: 'no' })],
  ['flags that are none', answer(200, { ...whole, flags: '16' })],
];

describe('where one server can’t be told of, none is', () => {
  test.each(unclear)('%s', async (_, effect) => {
    const { discord, of } = await open();
    discord.members.add(server, person);
    discord.members.add(other, person);
    discord.addFault({ path: new RegExp(`/guilds/${server}/`), effect });
    expect(await of([server, other])).toBeUndefined();
    const lines = () => log.lines.filter((line) => line.includes('look-up failed'));
    expect(lines()).toHaveLength(1);
    expect(lines().join()).toContain(server);
    expect(log.lines.join()).not.toContain(person);
    // It stands for a while, and is said and asked no more than once.
    expect(await of([server])).toBeUndefined();
    expect(discord.requests.filter(({ path }) => path.includes(`/guilds/${server}/`))).toHaveLength(1);
    expect(lines()).toHaveLength(1);
    clock.advance(60_000);
    expect(await of([server])).toEqual([{ workspace: server, groups: [] }]);
  });

  test('a token that Discord refused is not used again', async () => {
    const { discord, of } = await open();
    const before = discord.requests.length;
    discord.addFault({ path: /guilds/, effect: answer(401, { message: '401: Unauthorized', code: 0 }) });
    expect(await of([server])).toBeUndefined();
    clock.advance(60 * 60_000);
    expect(await of([other])).toBeUndefined();
    expect(discord.requests.length - before).toBe(1);
  });

  test.each([
    ['the name of another platform’s place', ['T0123ABCD']],
    ['a direct message', [`dm:${person}`]],
    ['a path', [`${server}/../${other}`]],
    ['nothing', ['']],
  ])('%s, which no server is, is not asked for and has no members', async (_, among) => {
    const { discord, of, asked } = await open();
    expect(await of(among)).toEqual([]);
    expect(asked()).toEqual([]);
    // One that was let in by a slip of the pen shuts nobody out of direct messages.
    discord.members.add(server, person);
    expect(await of([...among, server])).toEqual([{ workspace: server, groups: [] }]);
  });

  test('nor is a person whom Discord can’t know', async () => {
    const { of, asked } = await open();
    for (const whom of ['', 'me', '@me', `${person}/x`]) expect(await of([server], whom)).toBeUndefined();
    expect(asked()).toEqual([]);
  });
});

describe('a look-up', () => {
  test('is asked for once by all who wait for it, and kept for five minutes', async () => {
    const { discord, of, asked } = await open();
    discord.members.add(server, person, { roles });
    await Promise.all([of([server]), of([server, server]), of([server])]);
    expect(asked()).toEqual([server]);
    discord.members.remove(server, person);
    clock.advance(5 * 60_000 - 1);
    expect(await of([server])).toEqual([{ workspace: server, groups: roles }]);
    clock.advance(1);
    expect(await of([server])).toEqual([]);
    expect(asked()).toHaveLength(2);
  });

  test('of a person who is no member is repeated after a minute', async () => {
    const { discord, of } = await open();
    expect(await of([server])).toEqual([]);
    discord.members.add(server, person);
    expect(await of([server])).toEqual([]);
    clock.advance(60_000);
    expect(await of([server])).toHaveLength(1);
  });

  test('without servers needs no request', async () => {
    const { of, asked } = await open();
    expect(await of([])).toEqual([]);
    expect(asked()).toEqual([]);
  });

  test('a refused server is left alone for a minute, for any person', async () => {
    const { discord, of, asked } = await open();
    discord.members.expelBot(server);
    expect(await of([server])).toBeUndefined();
    expect(await of([server], people.other)).toBeUndefined();
    expect(asked()).toEqual([server]);
    expect(log.lines.join()).toContain('/admin dismiss');
    clock.advance(60_000);
    await of([server], people.other);
    expect(asked()).toHaveLength(2);
  });

  test('that is too slow can’t be told, and is known all the same when it is there', async () => {
    const { discord, of, asked } = await open();
    discord.members.add(server, person);
    // The fake waits by the same clock that the adapter measures with.
    discord.addFault({ path: /guilds/, effect: { kind: 'slow', when: 'before', ms: 2_000 } });
    const told = of([server]);
    while (clock.pending < 2) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(lookUpWithinMs - 1);
    const early = await Promise.race([told, new Promise((resolve) => setImmediate(resolve, 'waiting'))]);
    expect(early).toBe('waiting');
    clock.advance(1);
    expect(await told).toBeUndefined();
    expect(log.lines.join()).toContain('look-up slow');
    expect(log.lines.join()).not.toContain(person);
    clock.advance(2_000);
    expect(await of([server])).toEqual([{ workspace: server, groups: [] }]);
    expect(asked()).toHaveLength(1);
  });

  test('of many servers goes a few at a time', async () => {
    const { discord, of, asked } = await open();
    const many = Array.from({ length: 30 }, (_, n) => `29092679862635${7000 + n}`);
    discord.addFault({ path: /guilds/, times: 30, effect: { kind: 'slow', when: 'before', ms: 100 } });
    const told = of(many);
    for (let reached = 5; reached <= 30; reached += 5) {
      // Five wait at Discord, and we wait for no longer than agreed.
      while (clock.pending < 6) await new Promise((resolve) => setImmediate(resolve));
      // Whatever else was sent has come as well when this is answered.
      for (let each = 0; each < 3; each += 1) await fetch(`${discord.apiUrl}/v10/gateway`);
      expect(asked()).toHaveLength(reached);
      clock.advance(100);
    }
    expect(await told).toEqual([]);
  });

  test('before the start and after the stop can’t be told', async () => {
    const { of } = await open();
    await bed?.adapter.stop();
    expect(await of([server])).toBeUndefined();
  });
});
