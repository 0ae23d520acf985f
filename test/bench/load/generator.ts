import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { checkAnswer } from './answer.ts';
import { createLedger, type Ledger, type Outcome } from './ledger.ts';
import type { LoadReport, Order } from './orders.ts';
import { percentile } from './percentile.ts';
import type { Platform } from './platform.ts';

const now = () => performance.now();

/** Sends commands and times what comes back. One load at a time. */
export interface LoadGenerator {
  run(platform: Platform, order: Order): Promise<LoadReport>;
  /** For messages that reach a platform outside an acknowledgement. */
  take(json: string): void;
}

export function createLoadGenerator(): LoadGenerator {
  const ledger = createLedger(now);
  let nextNumber = 1;

  function take(json: string): void {
    const { number, fault } = checkAnswer(json);
    if (number === undefined) ledger.stray(fault ?? 'answer to nobody');
    else if (fault === undefined) ledger.answered(number);
    else ledger.failed(number, fault);
  }

  return {
    take,
    async run(platform, order) {
      const pool = new Pool(order.target, { connections: order.shape.connections, pipelining: 1 });
      const ask = (startedAt: number) => {
        const number = nextNumber;
        nextNumber += 1;
        const outcome = ledger.open(number, startedAt);
        send(pool, platform, number, number % order.people, ledger);
        return outcome;
      };
      const load = await shaped(order.shape, ask);
      await pool.close();
      return reportOf(load, ledger.takeStrays());
    },
  };
}

function send(pool: Pool, platform: Platform, number: number, person: number, ledger: Ledger): void {
  const { headers, body } = platform.command(number, person);
  pool
    .request({ method: 'POST', path: platform.path, headers, body })
    .then(async (response) => {
      const text = await response.body.text();
      if (response.statusCode !== 200) {
        ledger.failed(number, `status ${response.statusCode}`);
        return;
      }
      ledger.acknowledged(number);
      const answer = platform.answerIn(text);
      if (answer === undefined) return;
      const { number: named, fault } = checkAnswer(answer);
      if (fault === undefined && named === number) ledger.answered(number);
      else ledger.failed(number, fault ?? "somebody else's answer");
    })
    .catch((error: unknown) => ledger.failed(number, error instanceof Error ? error.message : String(error)));
}

interface Timed {
  readonly outcome: Outcome;
  /** On the generator's clock, ms. */
  readonly overAt: number;
}

interface Load {
  readonly outcomes: readonly Timed[];
  readonly beganAt: number;
  /** How long the load lasted; what was answered later does not count for the throughput. */
  readonly lastedMs: number;
}

async function shaped(shape: Order['shape'], ask: (startedAt: number) => Promise<Outcome>): Promise<Load> {
  const beganAt = now();
  const outcomes: Timed[] = [];
  const asked = async (startedAt: number) => {
    const outcome = await ask(startedAt);
    outcomes.push({ outcome, overAt: now() });
  };
  if (shape.kind === 'open') {
    const endsAt = beganAt + shape.seconds * 1000;
    const underWay: Promise<void>[] = [];
    for (const dueAt of momentsUntil(endsAt, beganAt, shape.perSecond)) {
      // A timer has steps of a millisecond: what is due is sent at once and timed from when it was due.
      const waitMs = dueAt - now();
      if (waitMs > 0) await sleep(waitMs);
      underWay.push(asked(dueAt));
    }
    await Promise.all(underWay);
    return { outcomes, beganAt, lastedMs: shape.seconds * 1000 };
  }
  let left = shape.kind === 'count' ? shape.commands : Number.POSITIVE_INFINITY;
  const endsAt = shape.kind === 'closed' ? beganAt + shape.seconds * 1000 : Number.POSITIVE_INFINITY;
  const person = async () => {
    while (left > 0 && now() < endsAt) {
      left -= 1;
      await asked(now());
    }
  };
  await Promise.all(Array.from({ length: shape.connections }, person));
  return { outcomes, beganAt, lastedMs: shape.kind === 'closed' ? shape.seconds * 1000 : now() - beganAt };
}

/** Moments of a Poisson process: the same gaps for every contender. */
function* momentsUntil(endsAt: number, beganAt: number, perSecond: number): Generator<number, void> {
  let state = 20_260_520;
  for (let at = beganAt; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    at += (-Math.log((state + 1) / 4_294_967_297) * 1000) / perSecond;
    if (at >= endsAt) return;
    yield at;
  }
}

function reportOf({ outcomes, beganAt, lastedMs }: Load, strays: ReadonlyMap<string, number>): LoadReport {
  const right = outcomes.filter(({ outcome }) => outcome.fault === undefined);
  const faults = new Map(strays);
  for (const { outcome } of outcomes) {
    if (outcome.fault !== undefined) faults.set(outcome.fault, (faults.get(outcome.fault) ?? 0) + 1);
  }
  const inTime = right.filter(({ overAt }) => overAt <= beganAt + lastedMs).length;
  const tail = (values: readonly number[]) => ({
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
  });
  return {
    answered: right.length,
    perSecond: inTime / (lastedMs / 1000),
    acknowledged: tail(right.map(({ outcome }) => outcome.acknowledgedMs ?? Number.NaN)),
    finished: tail(right.map(({ outcome }) => outcome.answeredMs ?? Number.NaN)),
    faults: Object.fromEntries(faults),
  };
}
