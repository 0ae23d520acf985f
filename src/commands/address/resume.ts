import { z } from 'zod';
import type { Address } from '../../addresses/address.ts';
import { addressIdOf, listAddresses } from '../../addresses/address-book.ts';
import { addressOf } from '../../addresses/reading.ts';
import {
  type Argument,
  named,
  optional,
  readAs,
  type Unreadable,
  unreadable,
  word,
} from '../../chat/argument.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import { decodeCall, encodeCall } from '../../chat/payload.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { XportError } from '../../xport/client.ts';
import { inTime } from '../deadlines.ts';
import type { AddressDeps } from './deps.ts';

/** The previews that may want an address. They change nothing, and need no more than adding one does. */
const resumable: readonly string[] = ['order preview', 'basket preview'];

/** `[--resume]`: the preview to go on with once the address is there. Only a button of that preview's holds it. */
export function resumeArgument(words: Localized<Words>): Argument<CommandCall | undefined> {
  const text = word(z.string(), {
    hint: inEach(words, ({ addresses }) => addresses.resume.hint),
    expected: inEach(words, ({ addresses }) => addresses.resume.expected),
    example: 'order preview?offer=889512351602&quantity=2',
    maxLength: 300,
  });
  return optional(
    named(
      readAs(text, {
        parse(typed): CommandCall | Unreadable {
          const call = decodeCall(typed);
          return call !== undefined && resumable.includes(call.command) ? plain(call) : unreadable;
        },
        print: (call: CommandCall) => encodeCall(plain(call)),
      }),
    ),
  );
}

function plain({ command, arguments: given }: CommandCall): CommandCall {
  const { address: _, ...others } = given;
  return { command, arguments: others };
}

/** The preview to the address that was just saved; `undefined` where the partner lists no such address, or gives no preview. */
export async function resumed(
  deps: AddressDeps,
  { call, address }: { readonly call: CommandCall; readonly address: Address },
  run: Run,
): Promise<Card | undefined> {
  const asked = await inTime(deps.clock, run.signal, (signal) =>
    listAddresses(deps.xport.addresses, { ...run, signal }, () => false),
  );
  if (!('answer' in asked)) return undefined;
  const ids = asked.answer.items
    .filter((stored) => isSame(addressOf(stored), address))
    .flatMap((stored) => addressIdOf(stored) ?? []);
  // Saving answers without an id. Of several that are the same any will do; the newest has the highest.
  const [newest] = ids.sort((one, other) => (BigInt(one) < BigInt(other) ? 1 : -1));
  if (newest === undefined) return undefined;
  const prepared = run.commands
    .byName(call.command)
    ?.prepare({ options: { ...call.arguments, address: newest } });
  if (prepared === undefined || 'faults' in prepared) return undefined;
  return prepared.run(run).catch((error: unknown) => {
    if (error instanceof XportError) return undefined;
    throw error;
  });
}

function isSame(one: Address, other: Address): boolean {
  const fields = ['name', 'phone', 'province', 'city', 'area', 'street'] as const;
  return fields.every((field) => one[field] === other[field]) && (one.town ?? '') === (other.town ?? '');
}
