/** How much is run. All contenders get the same. */
export interface Plan {
  readonly name: 'full' | 'quick';
  /** Each round is one new process of every contender in turn; medians are taken over the rounds. */
  readonly rounds: number;
  /** Each asks once before anything is measured, so that caches of names and the compiler are warm. */
  readonly people: number;
  /** People who wait for an answer at the same time, in the closed loop. */
  readonly connections: number;
  readonly closedSeconds: number;
  readonly openSeconds: number;
  readonly openPerSecond: number;
  /** Order news: new orders for every conversation, told one by one, and as a flood. */
  readonly drainOrders: number;
  readonly floodOrders: number;
  /** Orders in the large database of the part about many orders. */
  readonly scaleOrders: number;
  /** Searches whose cards are drawn, and times that a crowd asks, in each round. */
  readonly searchCards: number;
  readonly crowdRounds: number;
  /** Kills of the bot on each store. */
  readonly kills: number;
}

export const plans = {
  full: {
    name: 'full',
    rounds: 5,
    people: 2000,
    connections: 64,
    closedSeconds: 3,
    openSeconds: 3,
    openPerSecond: 300,
    drainOrders: 20,
    floodOrders: 400,
    scaleOrders: 100_000,
    searchCards: 1000,
    crowdRounds: 12,
    kills: 20,
  },
  quick: {
    name: 'quick',
    rounds: 1,
    people: 400,
    connections: 64,
    closedSeconds: 1.5,
    openSeconds: 1.5,
    openPerSecond: 300,
    drainOrders: 10,
    floodOrders: 200,
    scaleOrders: 10_000,
    searchCards: 300,
    crowdRounds: 5,
    kills: 3,
  },
} as const satisfies Record<string, Plan>;

/** Idle memory is read so long after the ready line, ms; the bot tidies its heap a second after it. */
export const settleMs = 1600;
