import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Who the bot is to the fake: its application, its user, its token and the keys of its interactions. */
export interface Identity {
  readonly applicationId: string;
  readonly token: string;
  readonly botUser: WireUser;
  /** 64 hex digits, as the developer portal shows it. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** resources/user, User Structure. */
interface WireUser {
  readonly id: string;
  readonly username: string;
  readonly discriminator: string;
  readonly global_name: string | null;
  readonly avatar: string | null;
  readonly bot?: boolean;
  readonly public_flags?: number;
}

/** A new application with keys of its own. */
export function createIdentity(): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    applicationId: '845027738276462632',
    token: 'ODQ1MDI3NzM4Mjc2NDYyNjMy.fake01.a-token-that-opens-nothing-anywhere',
    botUser: {
      id: '845027738276462632',
      username: 'shoptalk',
      discriminator: '0000',
      global_name: null,
      avatar: null,
      bot: true,
      public_flags: 0,
    },
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
    privateKey,
  };
}
