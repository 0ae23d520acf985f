import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import type { FieldFault, Form } from '../../src/chat/form.ts';
import type { ArgumentMenu } from '../../src/chat/menu.ts';
import { encodeCall } from '../../src/chat/payload.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { answerOf } from '../harness/scripted-core.ts';

/** One person who fills in forms on one platform. */
export interface FormSurface {
  /**
   * Clicks *Open* on a card, fills in the form that comes, by the names of its fields, and sends it off. Gives what is said
   * of each field that is wrong; `'prevented'` where the platform's own client does not let it be sent.
   */
  fill(values: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>> | 'prevented'>;
  /** Puts that into the same form, wherever it is by now, and sends it off as it is otherwise. */
  correct(values: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

export interface FormFacts {
  readonly name: string;
  readonly person: string;
  open(core: FormCore): Promise<FormSurface>;
  /** A form takes long there: one argument of each kind of field will do. */
  readonly slow?: boolean;
}

/** The real core behind one button, which opens the form at hand. What mends a form is not run, but kept. */
export interface FormCore extends Core {
  /** The form that was opened last. */
  form: Form | undefined;
  /** What the core said is wrong with its fields: at them, or in the form that it opened again. */
  faults: readonly FieldFault[];
}

interface Cell {
  readonly title: string;
  readonly payload: string;
  readonly wrong: { readonly name: string; readonly typed: string; readonly right: string };
  /** What is put into the other fields of the same form, by their names. */
  readonly others: Readonly<Record<string, string>>;
  /** What happens between the opening of the form and its being sent off. */
  readonly meanwhile?: () => void;
}

/** What is no number, no day, no link, no id, or too much of it. */
const nonsense = ['0', '-7', '99999999999', 'nonsense!', '???', '2026-13-45', 'http://', ':', '—'];

/** A wrong value for every argument of every form that can be given one, beside another that is right. */
function cellsOf(bot: TestCore): readonly Cell[] {
  return bot.core.menu.flatMap((menu) => {
    const command = bot.commands.byName(menu.name);
    if (command === undefined) return [];
    const faultsOf = (options: Readonly<Record<string, string>>) => {
      const prepared = command.prepare({ options });
      return 'faults' in prepared ? prepared.faults : [];
    };
    const isFaultOf = (name: string, options: Readonly<Record<string, string>>) => {
      const [fault, ...others] = faultsOf(options);
      return fault !== undefined && 'name' in fault && fault.name === name && others.length === 0;
    };
    const required = Object.fromEntries(
      menu.arguments.filter((each) => each.required).map(({ name, example }) => [name, example]),
    );
    return menu.arguments.flatMap((argument): readonly Cell[] => {
      const { name, example: right, maxLength } = argument;
      // What is chosen from a list can't be wrong.
      if (argument.choices !== undefined || argument.chosen === true) return [];
      if (faultsOf({ ...required, [name]: right }).length > 0) return [];
      const typed = nonsense.find(
        (text) => text.length <= maxLength && isFaultOf(name, { ...required, [name]: text }),
      );
      if (typed === undefined) return [];
      const other = menu.arguments.find(
        (each) =>
          each.name !== name &&
          each.choices === undefined &&
          each.chosen !== true &&
          each.picture !== true &&
          isFaultOf(name, { ...required, [each.name]: each.example, [name]: typed }),
      );
      const asked = [name, ...(other === undefined ? [] : [other.name])];
      const { [name]: _, ...given } = required;
      return [
        {
          title: `/${menu.name}, ${name}: ${kindOf(argument)}`,
          payload: encodeCall({ command: menu.name, arguments: given, ask: asked }),
          wrong: { name, typed, right },
          others: other === undefined ? {} : { [other.name]: other.example },
        },
      ];
    });
  });
}

/** A form whose command finds out by itself what is wrong: each of its parts that can be, and what it takes. */
interface FoundOnly {
  readonly command: string;
  readonly given: Readonly<Record<string, string>>;
  readonly right: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  readonly kind: string;
}

const address = {
  name: '张三丰',
  phone: '138 1111 2222',
  division: '浙江省 杭州市 滨江区',
  street: '网商路699号',
};

const foundByCommands: readonly FoundOnly[] = [
  {
    command: 'address add',
    given: {},
    right: address,
    wrong: { phone: '12345', division: 'Atlantis', street: 'x' },
    kind: 'an address',
  },
  {
    command: 'address add',
    given: {},
    right: { ...address, code: '330108' },
    wrong: { code: '110101' },
    kind: 'its code',
  },
  {
    command: 'address edit',
    given: { id: '5738' },
    right: { phone: '138 1111 2222', street: '网商路699号' },
    wrong: { phone: '12345', street: 'x' },
    kind: 'an address that there is',
  },
  {
    command: 'ship preview',
    given: { offer: '889512351602', quantity: '2', sku: '5736673805656' },
    right: {
      name: 'Ann Example',
      contact: '+1 503 555 0100, ann@example.com',
      street: '1 Example Street',
      place: 'Portland, OR, 97201',
      country: 'US',
    },
    wrong: { contact: '12345', place: '97201', country: 'Atlantis' },
    kind: 'a receiver',
  },
  {
    command: 'freight',
    given: { offer: '600000000001' },
    right: { quantity: '50', to: 'Zhejiang' },
    wrong: { to: 'Atlantis' },
    kind: 'a place',
  },
  {
    command: 'search',
    given: {},
    right: { words: '杯', 'min-price': '10', 'max-price': '20' },
    wrong: { 'max-price': '5' },
    kind: 'a range',
  },
  {
    command: 'order export',
    given: {},
    right: { from: '2026-03-01', to: '2026-03-31' },
    wrong: { to: '2026-02-01' },
    kind: 'days',
  },
  {
    command: 'order preview',
    given: { offer: '600000000010', address: '5738' },
    right: { quantity: '10' },
    wrong: { quantity: '1' },
    kind: 'a quantity',
  },
  {
    command: 'watch',
    given: { about: 'order' },
    right: { id: '3305075341149134260', mention: 'me' },
    wrong: { id: 'https://shop123.1688.com' },
    kind: 'an order',
  },
];

function foundCells(): readonly Cell[] {
  return foundByCommands.flatMap(({ command, given, right, wrong, kind }) =>
    Object.entries(wrong).map(([name, typed]): Cell => {
      const { [name]: fitting = '', ...others } = right;
      const payload = encodeCall({ command, arguments: given, ask: Object.keys(right) });
      return {
        title: `/${command}, ${name}: ${kind}`,
        payload,
        wrong: { name, typed, right: fitting },
        others,
      };
    }),
  );
}

/** A choice that was there when the form was opened, and is gone when it is sent off. */
function goneCell({ sandbox }: TestCore): Cell {
  const [there] = sandbox?.addresses.all() ?? [];
  if (there === undefined) throw new Error('the sandbox has an address');
  const { id: right, ...parts } = there;
  const id = sandbox?.addresses.save(undefined, parts) ?? '';
  return {
    title: '/order preview, address: a choice that is gone',
    payload: encodeCall({
      command: 'order preview',
      arguments: { offer: '600000000010' },
      ask: ['quantity', 'address'],
    }),
    wrong: { name: 'address', typed: id, right },
    others: { quantity: '10' },
    meanwhile: () => void sandbox?.addresses.remove(id),
  };
}

function kindOf({ takes, picture }: ArgumentMenu): string {
  return picture === true ? 'a picture' : (takes?.kind ?? 'words');
}

/** A wrong value in any field of any form is answered at that field, and all that was typed is still there. */
export function formContract({ name, person, open, slow }: FormFacts): void {
  describe(`${name}: a wrong value in a form`, () => {
    let bot: TestCore;
    let surface: FormSurface;
    let payload = '';
    let meanwhile: (() => void) | undefined;
    /** What the form said when it was sent off the last time. */
    const heard: { mended?: Readonly<Record<string, string>> } = {};
    let sent = 0;
    const key = 'status?form=1';

    beforeAll(async () => {
      bot = await openTestCore({
        access: { admins: [person], defaultRole: 'buyer' },
        commandsPerMinute: { person: 10_000, workspace: 10_000 },
      });
      const core: FormCore = {
        ...bot.core,
        form: undefined,
        faults: [],
        async handle(invocation, transport) {
          const { input } = invocation;
          if (input.kind !== 'payload' && input.kind !== 'form') {
            const button = { kind: 'run', label: 'Open', run: key } as const;
            await transport.answer(answerOf('A form', { card: { actions: [button] } }));
            return;
          }
          if (input.kind === 'form') {
            sent += 1;
            if (sent > 1) {
              heard.mended = input.values;
              await transport.answer(answerOf('Taken'));
              return;
            }
            meanwhile?.();
          }
          const { ask, mend } = transport;
          await bot.core.handle(
            { ...invocation, input: { ...input, payload: input.payload === key ? payload : input.payload } },
            {
              ...transport,
              ...(mend !== undefined && {
                async mend(faults) {
                  core.faults = faults;
                  await mend(faults);
                },
              }),
              ...(ask !== undefined && {
                async ask(form, language) {
                  core.form = form;
                  core.faults = form.fields.flatMap(({ name, fault: why }) =>
                    why === undefined ? [] : [{ name, why }],
                  );
                  await ask({ ...form, payload: form.payload === payload ? key : form.payload }, language);
                },
              }),
            },
          );
        },
      };
      surface = await open(core);
    });
    afterAll(async () => {
      await surface.close();
      await bot.close();
    });

    it('is answered at that field, and nothing that was typed is lost', async () => {
      const kinds = new Set<string>();
      const read = cellsOf(bot);
      expect(read.length).toBeGreaterThan(40);
      const all = [...read, ...foundCells(), goneCell(bot)];
      for (const cell of all) {
        const kind = cell.title.split(': ').at(-1) ?? '';
        if (slow === true && kinds.has(kind)) continue;
        kinds.add(kind);
        ({ payload, meanwhile } = cell);
        delete heard.mended;
        sent = 0;
        const { wrong, others } = cell;
        const typed = { ...others, [wrong.name]: wrong.typed };
        const said = await surface.fill(typed);
        if (said === 'prevented') continue;
        expect(Object.keys(said), cell.title).toEqual([wrong.name]);
        expect(said[wrong.name], cell.title).not.toMatch(/--|Usage|^\s*$/);
        await surface.correct({ [wrong.name]: wrong.right });
        await expect.poll(() => heard.mended, { message: cell.title }).toBeDefined();
        expect(heard.mended, cell.title).toEqual({
          ...others,
          [wrong.name]: wrong.right,
        });
      }
    });
  });
}
