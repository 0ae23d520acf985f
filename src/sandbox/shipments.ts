import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { hourMs, minuteMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';
import { businessRefusals, type SandboxRefusal } from './refusals.ts';

/** What is sent, and to whom, compared as text. */
export interface SandboxConsignment {
  readonly goods: string;
  readonly receiver: string;
}

/** An international order of the sandbox. */
export interface Shipment {
  /** 16 digits. */
  readonly orderId: string;
  readonly renderId: string;
  /** Cents. */
  readonly cents: number;
  /** The parcel within China that its goods come by. */
  readonly domestic: { readonly company: string; readonly mailNo: string } | undefined;
}

/** Renders and bookings of the sandbox. A render lives as long as the process does. */
export interface Shipments {
  /** A render's id, good for half an hour. */
  render(consignment: SandboxConsignment, cents: number): string;
  /** Twice under one render makes two orders: whether the real service refuses that is not known. */
  book(renderId: string, consignment: SandboxConsignment): Shipment | SandboxRefusal;
  update(orderId: string, domestic: NonNullable<Shipment['domestic']>): Shipment | SandboxRefusal;
  /** The oldest first. */
  all(): readonly Shipment[];
}

const renderGoodMs = 30 * minuteMs;
const mostRenders = 10_000;

export function createShipments({
  clock,
  random,
  found = [],
  changed = () => {},
}: {
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly random: Pick<Random, 'fraction'>;
  readonly found?: readonly Shipment[] | undefined;
  /** Told of every booking, and of what becomes of one. */
  changed?(): void;
}): Shipments {
  const renders = new Map<
    string,
    SandboxConsignment & { readonly cents: number; readonly untilMs: number }
  >();
  const shipments = new Map(found.map((each) => [each.orderId, each]));
  let lastRender = Math.floor(random.fraction() * 90_000);
  let lastOrder = found.length;
  // In China it may be tomorrow already.
  const today = () => new Date(clock.now() + 8 * hourMs).toISOString().slice(0, 10).replaceAll('-', '');

  return {
    render(consignment, cents) {
      lastRender = (lastRender + 1) % 100_000;
      const renderId = `FF${today()}${String(lastRender).padStart(5, '0')}`;
      const render = { ...consignment, cents, untilMs: clock.elapsed() + renderGoodMs };
      setNewest(renders, renderId, render, mostRenders);
      return renderId;
    },
    book(renderId, { goods, receiver }) {
      const render = renders.get(renderId);
      if (render === undefined || clock.elapsed() > render.untilMs) return businessRefusals.renderUnknown;
      if (render.goods !== goods || render.receiver !== receiver) return businessRefusals.renderOther;
      lastOrder += 1;
      const orderId = `${today()}${String(lastOrder).padStart(8, '0')}`;
      const shipment: Shipment = { orderId, renderId, cents: render.cents, domestic: undefined };
      shipments.set(orderId, shipment);
      changed();
      return shipment;
    },
    update(orderId, domestic) {
      const shipment = shipments.get(orderId);
      if (shipment === undefined) return businessRefusals.shipmentUnknown;
      const updated = { ...shipment, domestic };
      shipments.set(orderId, updated);
      changed();
      return updated;
    },
    all: () => [...shipments.values()],
  };
}
