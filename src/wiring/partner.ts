import type { DrivenSandbox } from '../../adapters/page/sandbox-panel.ts';
import type { PlacePicture } from '../chat/payload.ts';
import type { SandboxOrders } from '../commands/order/deps.ts';
import { phaseOfStatus } from '../domain/orders/status.ts';
import { triedSteps } from '../languages/en/orders.ts';
import { localized } from '../languages/index.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { findOffer, recorded, shelfIds } from '../sandbox/catalogue.ts';
import { createSandboxAccount } from '../sandbox/gate.ts';
import { nextStep } from '../sandbox/orders/flow.ts';
import { openSandbox, type Sandbox } from '../sandbox/server.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Account } from '../xport/signature.ts';
import { openSandboxPictures, type SandboxPictures, withoutSandboxPictures } from './sandbox-pictures.ts';

/** Where the partner API is, and who calls it. */
export interface Partner {
  readonly baseUrl: string;
  readonly account: Account;
  /** Where a picture of its goods is shown from. */
  readonly placePicture: PlacePicture;
  /** Where it runs on this machine, since no account is set: its orders, and where it pushes its messages. */
  readonly sandbox?: Pick<Sandbox, 'orders' | 'faults' | 'pushTo'> & { readonly pictures: SandboxPictures };
  close(): Promise<void>;
}

/** Shares of the sandbox's messages that come twice, and too late: enough to be met by a person who tries the bot out. */
const mischief = { twice: 0.2, overtaken: 0.1 } as const;

/**
 * The partner API of the settings' account, or a sandbox of this process's own where none is set. The bot's alone
 * `keepsSandbox`: a tool beside it leaves the file as it is.
 */
export async function openPartner(
  settings: Settings,
  surroundings: { readonly clock: Clock; readonly random: Random; readonly log: Log },
  { keepsSandbox = false }: { readonly keepsSandbox?: boolean } = {},
): Promise<Partner> {
  const { account, baseUrl, signatureTemplate, querySignatureTemplate, timestampUnit } = settings.xport;
  if (account !== undefined) {
    const placePicture = withoutSandboxPictures;
    return { baseUrl, account, placePicture, close: async () => {} };
  }
  const pictures = openSandboxPictures(settings.http.publicUrl);
  const sandbox = await openSandbox({
    account: createSandboxAccount(surroundings.random),
    signatureTemplate,
    querySignatureTemplate,
    timestampUnit,
    ...surroundings,
    keptIn: keepsSandbox ? sandboxFile(settings) : undefined,
    orders: { ...settings.sandbox, base: settings.xport.callback.base, mischief },
  });
  return {
    baseUrl: sandbox.url,
    account: sandbox.account,
    placePicture: pictures.place,
    sandbox: { ...sandbox, pictures },
    close: () => sandbox.close(),
  };
}

/**
 * Beside the database, which a name of its own in the folder of data stands for where that is a server's. A database in
 * memory lasts as long as the process, and so does its sandbox.
 */
function sandboxFile({ databaseUrl }: Settings): string | undefined {
  const [, file] = /^sqlite:(.+)$/.exec(databaseUrl) ?? [];
  if (file !== undefined) return file === ':memory:' ? undefined : `${file}.sandbox`;
  const name = URL.parse(databaseUrl)?.pathname.replace(/[^A-Za-z0-9_-]/g, '') || 'postgres';
  return `data/${name}.sandbox`;
}

/** The sandbox as the local page's panel drives it. */
export function drivenOnPage(
  { orders, faults }: Pick<Sandbox, 'orders' | 'faults'>,
  random: Random,
): DrivenSandbox {
  const trying = tryingOut(orders, random);
  return {
    ...faults,
    orders: () =>
      orders.all().map(({ orderId, status }) => ({
        id: orderId,
        title: localized(
          (words) => `${orderId} · ${words.orders.phase[phaseOfStatus('1688', status) ?? 'unknown']}`,
        ),
      })),
    steps: triedSteps.map((step) => ({
      step,
      label: localized((words) => words.orders.trying.steps[step]),
    })),
    async act(order, wanted) {
      const step = triedSteps.find((each) => each === wanted);
      return step === undefined ? 'unknown' : trying.act(order, step);
    },
    place: trying.create,
  };
}

/** What people do with the sandbox's orders. Each new one is of any offer. */
export function tryingOut(orders: Sandbox['orders'], random: Random): SandboxOrders {
  return {
    async create() {
      const offerId = shelfIds[Math.floor(random.fraction() * shelfIds.length)] ?? recorded.offerId;
      const offer = findOffer(offerId);
      if ('code' in offer) throw new Error(`the sandbox has no offer ${offerId}: ${offer.msg}`);
      const placed = orders.place({ offerId, quantity: offer.minOrderQuantity });
      if ('code' in placed) throw new Error(`the sandbox took no order: ${placed.msg}`);
      return placed.orderId;
    },
    async act(orderId, step) {
      const order = orders.find(orderId);
      if (order === undefined) return 'unknown';
      const wanted = step === 'next' ? nextStep(order) : step;
      if (wanted === undefined) return 'not now';
      return 'code' in orders.act(orderId, wanted) ? 'not now' : 'done';
    },
  };
}
