import { z } from 'zod';
import { type Argument, readAs, unreadable, word } from '../../chat/argument.ts';
import { inner, named, optional } from '../../chat/argument-kinds.ts';
import type { Action, CommandCall } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import { decodeCall, encodeCall } from '../../chat/payload.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { unwrap } from '../../domain/sellers/unwrap.ts';
import type { AddressWords } from '../../languages/en/addresses.ts';
import { aboutArgument, formNamed, localized } from '../../languages/index.ts';

/** What a form for an address asks, which is as much as a form holds. */
export const addressFields = ['name', 'phone', 'division', 'street', 'code'] as const;

/** What stands for no address in `/address default`. */
export const noAddress = 'none';

/** The number of an address, as the partner gives it, or another text that `pattern` takes. */
function idArgument(pattern: RegExp, pick: (words: AddressWords) => ArgumentWords): Argument<string> {
  return word(
    z
      .string()
      .transform((typed) => unwrap(typed.normalize('NFKC')).toLowerCase())
      .pipe(z.string().regex(pattern)),
    { ...aboutArgument(({ addresses }) => pick(addresses)), example: '1001', maxLength: 40 },
  );
}

const id = idArgument(/^\d{1,20}$/, (words) => words.id);

/**
 * The five parts of an address. Each takes any words: what is wrong with them is said of the address as a whole, since one
 * part decides on another, and without repeating a word of it.
 */
function partArguments(purpose: 'add' | 'edit') {
  const part = (
    pick: (words: AddressWords) => ArgumentWords,
    example: string,
    maxLength: number,
    required: boolean,
  ): Argument<string | undefined> => ({
    ...optional(
      named(
        word(z.string().max(maxLength), {
          hint: localized(({ addresses }) => pick(addresses).hint),
          expected: localized(({ addresses }) => {
            const { expected } = pick(addresses);
            return purpose === 'edit' ? addresses.orUnchanged(expected) : expected;
          }),
          example,
          maxLength,
        }),
      ),
    ),
    requiredInForm: required && purpose === 'add',
  });
  return {
    name: part(({ name }) => name, '张三', 50, true),
    phone: part(({ phone }) => phone, '138 0000 0000', 40, true),
    division: part(({ division }) => division, '浙江省 杭州市 滨江区', 120, true),
    street: part(({ street }) => street, '网商路699号', 200, true),
    code: part(({ code }) => code, '330108', 20, false),
  };
}

/** The previews that may want an address. They change nothing, and need no more than adding one does. */
const resumable: readonly string[] = ['order preview', 'basket preview'];

/** `[--resume]`: the preview to go on with once the address is there. Only a button of that preview's holds it. */
const resume = readAs<string, CommandCall>(
  word(z.string(), {
    ...aboutArgument(({ addresses }) => addresses.resume),
    example: 'order preview?offer=889512351602&quantity=2',
    // With every line of a basket that may be ticked.
    maxLength: 1600,
  }),
  {
    parse(typed) {
      const call = decodeCall(typed);
      return call !== undefined && resumable.includes(call.command) ? withoutAddress(call) : unreadable;
    },
    print: (call) => encodeCall(withoutAddress(call)),
  },
);

function withoutAddress({ command, arguments: given }: CommandCall): CommandCall {
  const { address: _, ...others } = given;
  return { command, arguments: others };
}

/** `/address list`: all delivery addresses, masked. */
export const addressList = describeCommand({
  name: 'address list',
  summary: localized(({ addresses }) => addresses.listSummary),
  examples: ['address list'],
  arguments: {},
  needs: 'viewer',
  effect: 'read',
  alone: true,
  everyday: ['addresses', '地址', '收货地址'],
});

/** `/address show <id>`: one address, whole or masked. */
export const addressShow = describeCommand({
  name: 'address show',
  summary: localized(({ addresses }) => addresses.showSummary),
  examples: ['address show 1001'],
  arguments: { id },
  needs: 'viewer',
  effect: 'read',
});

/** `/address add [--name …] …`: adds an address; alone it offers the form. */
export const addressAdd = describeCommand({
  name: 'address add',
  summary: localized(({ addresses }) => addresses.addSummary),
  form: formNamed(({ forms }) => forms.addressAdd),
  begins: addressFields,
  examples: [
    'address add',
    'address add --name 张三 --phone "138 0000 0000" --division "浙江省 杭州市 滨江区" --street 网商路699号 --code 330108',
  ],
  arguments: { ...partArguments('add'), resume: inner(optional(named(resume))) },
  needs: 'buyer',
  effect: 'write',
});

/** `/address edit <id> [--name …] …`: changes what is given and leaves the rest; without any it offers the form. */
export const addressEdit = describeCommand({
  name: 'address edit',
  summary: localized(({ addresses }) => addresses.editSummary),
  form: formNamed(({ forms }) => forms.addressEdit),
  examples: ['address edit 1001', 'address edit 1001 --phone "138 0000 0000"'],
  arguments: { id, ...partArguments('edit') },
  needs: 'buyer',
  effect: 'write',
  audited: (values) => ({ address: values.id }),
});

/** `/address default [id|none]`: where the person's own orders go when they name no address; alone, it shows which. */
export const addressDefault = describeCommand({
  name: 'address default',
  summary: localized(({ addresses }) => addresses.defaultSummary),
  examples: ['address default 1001', 'address default none'],
  arguments: { id: optional(idArgument(/^(?:\d{1,20}|none)$/, (words) => words.defaultId)) },
  needs: 'buyer',
  effect: 'write',
  audited: (values) => ({ address: values.id }),
});

const noParts = {
  name: undefined,
  phone: undefined,
  division: undefined,
  street: undefined,
  code: undefined,
};

/** The call that asks for a new address in a form, and goes on with a preview that wants one. */
export function addInForm(resumed?: CommandCall): CommandCall {
  return addressAdd.call({ ...noParts, resume: resumed }, { ask: addressFields });
}

/** The call that asks in a form for what changes. Its fields are empty: a button must not carry an address. */
export function editInForm(address: string): CommandCall {
  return addressEdit.call({ id: address, ...noParts }, { ask: addressFields });
}

/** The button that leads to all addresses. */
export function toList(words: AddressWords): Action {
  return { kind: 'run', label: words.all, run: addressList.call({}) };
}
