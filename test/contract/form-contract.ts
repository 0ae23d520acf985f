import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/chat/adapter.ts';
import type { Form } from '../../src/chat/form.ts';
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
}

interface Cell {
  readonly title: string;
  readonly payload: string;
  readonly wrong: { readonly name: string; readonly typed: string; readonly right: string };
  /** Another field of the same form, and what is typed into it. */
  readonly other: { readonly name: string; readonly typed: string } | undefined;
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
          other: other && { name: other.name, typed: other.example },
        },
      ];
    });
  });
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
          }
          const { ask } = transport;
          await bot.core.handle(
            { ...invocation, input: { ...input, payload: input.payload === key ? payload : input.payload } },
            {
              ...transport,
              ...(ask !== undefined && {
                async ask(form, language) {
                  core.form = form;
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
      const all = cellsOf(bot);
      expect(all.length).toBeGreaterThan(40);
      for (const cell of all) {
        const kind = cell.title.split(': ').at(-1) ?? '';
        if (slow === true && kinds.has(kind)) continue;
        kinds.add(kind);
        payload = cell.payload;
        delete heard.mended;
        sent = 0;
        const { wrong, other } = cell;
        const typed = { [wrong.name]: wrong.typed, ...(other && { [other.name]: other.typed }) };
        const said = await surface.fill(typed);
        if (said === 'prevented') continue;
        expect(Object.keys(said), cell.title).toEqual([wrong.name]);
        expect(said[wrong.name], cell.title).not.toMatch(/--|Usage|^\s*$/);
        await surface.correct({ [wrong.name]: wrong.right });
        await expect.poll(() => heard.mended, { message: cell.title }).toBeDefined();
        expect(heard.mended, cell.title).toEqual({
          [wrong.name]: wrong.right,
          ...(other && { [other.name]: other.typed }),
        });
      }
    });
  });
}
