/** An address as the sandbox keeps it, under the names of the call that saves one. */
export interface SandboxAddress {
  readonly name: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly town?: string | null | undefined;
  readonly address: string;
  readonly phone: string;
  readonly districtCode?: string | null | undefined;
}

/** The delivery addresses of the sandbox's account. */
export interface AddressBook {
  has(id: string): boolean;
  /** In the order in which they were added. */
  all(): readonly (SandboxAddress & { readonly id: string })[];
  /** Keeps one in the place of the one of that id, which must be there; without an id it adds one. Gives its id. */
  save(id: string | undefined, address: SandboxAddress): string;
  remove(id: string): void;
  /** The last number that an address got. */
  lastId(): number;
}

/** The one that is there from the start, so that what `/help` gives as an example can be tried. */
const first: SandboxAddress & { readonly id: string } = {
  id: '5738',
  name: '王小明',
  province: '浙江省',
  city: '杭州市',
  district: '滨江区',
  town: '长河街道',
  address: '网商路699号',
  phone: '13800000000',
  districtCode: '330108',
};

/** Begins with those of `found`, or with one. `changed` is told of every change. */
export function createAddressBook({
  found = { addresses: [first], lastAddressId: 1000 },
  changed = () => {},
}: {
  readonly found?:
    | {
        readonly addresses: readonly (SandboxAddress & { readonly id: string })[];
        readonly lastAddressId: number;
      }
    | undefined;
  changed?(): void;
} = {}): AddressBook {
  const kept = new Map<string, SandboxAddress>(found.addresses.map(({ id, ...address }) => [id, address]));
  let lastId = found.lastAddressId;
  return {
    has: (id) => kept.has(id),
    all: () => [...kept].map(([id, each]) => ({ id, ...each })),
    save(given, each) {
      if (given === undefined) lastId += 1;
      const id = given ?? String(lastId);
      kept.set(id, each);
      changed();
      return id;
    },
    remove(id) {
      kept.delete(id);
      changed();
    },
    lastId: () => lastId,
  };
}
