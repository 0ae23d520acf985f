/** Where goods are delivered to in China. What other people see of it is {@link maskedAddress}. */
export interface Address extends Division {
  /** The partner's; absent until it has one. */
  readonly id?: string | undefined;
  /** Who receives. */
  readonly name: string;
  /** As {@link readPhone} writes it, where it was typed here; else as the partner keeps it. */
  readonly phone: string;
  /** Street, number, door. */
  readonly street: string;
  /** 6 digits of GB/T 2260, such as 330108. */
  readonly code?: string | undefined;
}

/** The administrative division that an address lies in, each by its Chinese name. */
export interface Division {
  readonly province: string;
  readonly city: string;
  /** District or county. */
  readonly area: string;
  readonly town?: string | undefined;
}
