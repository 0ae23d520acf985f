import { z } from 'zod';
import { addressCard } from '../../cards/address-cards.ts';
import { optional, word } from '../../chat/argument.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import type { AddressWords } from '../../languages/en/addresses.ts';
import { inEach } from '../../languages/index.ts';
import { unwrap } from '../../sellers/unwrap.ts';
import { defaultAddress, setDefaultAddress } from '../default-address.ts';
import { type AddressDeps, addressFor, toList } from './deps.ts';

const none = 'none';

/** The button that makes an address the one that the person's orders go to. */
export function makeDefault(id: string, words: AddressWords): Action {
  return {
    kind: 'run',
    label: words.makeDefault,
    run: { command: 'address default', arguments: { id } },
  };
}

/** `/address default [id|none]`: where the person's own orders go when they name no address; alone, it shows which. */
export function addressDefaultCommand(deps: AddressDeps) {
  const { words, people } = deps;
  return defineCommand({
    name: 'address default',
    summary: inEach(words, ({ addresses }) => addresses.defaultSummary),
    examples: ['address default 1001', 'address default none'],
    arguments: {
      id: optional(
        word(
          z
            .string()
            .transform((typed) => unwrap(typed.normalize('NFKC')).toLowerCase())
            .pipe(z.string().regex(/^(?:\d{1,20}|none)$/)),
          {
            hint: inEach(words, ({ addresses }) => addresses.defaultId.hint),
            expected: inEach(words, ({ addresses }) => addresses.defaultId.expected),
            example: '1001',
            maxLength: 40,
          },
        ),
      ),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ id }) => ({ address: id }),
    async run({ id }, run): Promise<Card> {
      const { addresses } = words[run.language];
      const plain = (title: string, advice: string): Card => ({
        tone: 'plain',
        title,
        body: [{ kind: 'text', text: [advice] }],
        actions: [toList(addresses)],
      });
      if (id === none) {
        await setDefaultAddress(people, run, undefined);
        return plain(addresses.noDefault, addresses.noDefaultAdvice);
      }
      const wanted = id ?? (await defaultAddress(people, run));
      if (wanted === undefined) return plain(addresses.noDefault, addresses.noDefaultAdvice);
      const found = await addressFor(deps, wanted, run);
      if ('card' in found) return found.card;
      if (id !== undefined) await setDefaultAddress(people, run, id);
      const card = addressCard({
        title: addresses.isDefault(wanted),
        tone: id === undefined ? 'plain' : 'good',
        address: found.address,
        whole: false,
        words: addresses,
        actions: [
          toList(addresses),
          {
            kind: 'run',
            label: addresses.forgetDefault,
            run: { command: 'address default', arguments: { id: none } },
          },
        ],
      });
      return { ...card, footnote: [addresses.defaultNote] };
    },
  });
}
