import { afterEach, beforeEach, expect } from 'vitest';
import type { Xport, XportOptions } from '../../src/xport/client.ts';
import type { Endpoint } from '../../src/xport/endpoint.ts';
import { type OpenUidDecryptData, type OpenUidDecryptRequest, openUidDecrypt } from '../../src/xport/im.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { type FaultyUpstream, openFaultyUpstream } from '../fakes/faulty-upstream.ts';
import { eventually } from '../harness/eventually.ts';
import { openTestXport } from './open.ts';

/** A client of an upstream that a test commands, new for every test of the file. */
export interface ClientBed {
  readonly upstream: FaultyUpstream;
  readonly clock: FakeClock;
  readonly xport: Xport;
  /** Another client of the same upstream and clock. */
  open(options?: Partial<XportOptions>): Xport;
}

/** Made before each test and ended after it. */
export function clientBed(): ClientBed {
  const opened: Xport[] = [];
  const bed: { -readonly [K in keyof ClientBed]?: ClientBed[K] } = {};
  const made = <K extends keyof ClientBed>(name: K): ClientBed[K] => {
    const value = bed[name];
    if (value === undefined) throw new Error(`there is no ${name} outside of a test`);
    return value;
  };
  const open: ClientBed['open'] = (options = {}) => {
    const client = openTestXport(made('upstream').url, { clock: made('clock'), ...options });
    opened.push(client);
    return client;
  };
  beforeEach(async () => {
    bed.upstream = await openFaultyUpstream();
    bed.clock = createFakeClock();
    bed.xport = open();
  });
  afterEach(async () => {
    await made('upstream').close();
    await Promise.all(opened.splice(0).map((client) => client.close()));
  });
  return {
    get upstream() {
      return made('upstream');
    },
    get clock() {
      return made('clock');
    },
    get xport() {
      return made('xport');
    },
    open,
  };
}

export const asked = { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' };
export const link = 'https://air.1688.com/index.html?touid=cnalichn山东&offerId=951807530375';
export const never = new AbortController().signal;
export const scope = { organization: 'team', userId: undefined, signal: never };

/** A write with the path and the schemas of a real call. */
export const write: Endpoint<OpenUidDecryptRequest, OpenUidDecryptData> = {
  ...openUidDecrypt,
  effect: 'write',
};

/** Lets a call that waits before its next try go on. */
export async function skipBackoff(clock: FakeClock): Promise<void> {
  // The deadline's timer and the wait's.
  await eventually(() => expect(clock.pending).toBe(2));
  clock.advance(400);
}
