import { checkAddress } from '../../addresses/checking.ts';
import { addressCard } from '../../cards/address-cards.ts';
import type { Action, Card, CommandCall } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { encodeCall } from '../../chat/payload.ts';
import { inEach } from '../../languages/words.ts';
import { answerInTime } from '../deadlines.ts';
import { addressArguments, addressFields, isGiven, reasons } from './arguments.ts';
import { type AddressDeps, saveAddress, toList, unsureCard } from './deps.ts';
import { resumeArgument, resumed } from './resume.ts';

/** The call that asks for a new address in a form, and goes on with a preview that wants one. */
export function addInForm(resume?: CommandCall): CommandCall {
  return {
    command: 'address add',
    arguments: resume === undefined ? {} : { resume: encodeCall(resume) },
    ask: addressFields,
  };
}

/**
 * `/address add [--name …] …`: adds a delivery address; alone it offers the form. Added from within an order, it goes on
 * with that order's preview. Its answers are kept for redeliveries, so that they never hold more of the address than others
 * may see.
 */
export function addressAddCommand(deps: AddressDeps) {
  const { words } = deps;
  return defineCommand({
    name: 'address add',
    summary: inEach(words, ({ addresses }) => addresses.addSummary),
    examples: [
      'address add',
      'address add --name 张三 --phone "138 0000 0000" --division "浙江省 杭州市 滨江区" --street 网商路699号 --code 330108',
    ],
    arguments: { ...addressArguments(words, 'add'), resume: resumeArgument(words) },
    needs: 'buyer',
    effect: 'write',
    async run({ resume, ...typed }, run): Promise<Card> {
      const { addresses } = words[run.language];
      const form = (label: string): Action => ({
        kind: 'run',
        label,
        run: addInForm(resume),
        style: 'primary',
      });
      if (!isGiven(typed)) {
        return {
          tone: 'plain',
          title: addresses.howToAdd,
          body: [{ kind: 'text', text: [addresses.howToAddAdvice] }],
          actions: [form(addresses.addButton)],
        };
      }
      const checked = await checkAddress(typed);
      if ('faults' in checked) {
        return {
          tone: 'warning',
          title: addresses.notKept,
          body: [reasons(checked.faults, addresses)],
          actions: [form(addresses.fillInAgain)],
        };
      }
      const { address, unlisted } = checked;
      const goOn: readonly Action[] =
        resume === undefined ? [] : [{ kind: 'run', label: addresses.goOn, run: resume, style: 'primary' }];
      const added = addressCard({
        title: addresses.added,
        tone: 'good',
        address,
        whole: false,
        unlisted,
        words: addresses,
        actions: [...goOn, toList(addresses)],
      });
      let outcome: 'kept' | 'unsure' = 'unsure';
      const save = async (): Promise<Card> => {
        outcome = await saveAddress(deps, address, run);
        if (outcome === 'unsure') return unsureCard(addresses);
        const preview = resume && (await resumed(deps, { call: resume, address }, run));
        if (preview === undefined) return added;
        return { ...preview, body: [{ kind: 'text', text: [addresses.added] }, ...preview.body] };
      };
      return answerInTime(deps.clock, save(), () => (outcome === 'kept' ? added : unsureCard(addresses)));
    },
  });
}
