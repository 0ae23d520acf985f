import type { Form, FormField } from '../../src/chat/form.ts';
import { type Canvas, textLines } from './cards.ts';
import type { Span } from './wrap.ts';

/** What stands above the first question of a form. */
export function drawFormHead({ title }: Form, canvas: Canvas): readonly string[] {
  return textLines(
    [
      { text: title, look: 'bold' },
      { text: `\n${canvas.words.leaveForm}`, look: 'dim' },
    ],
    canvas,
  );
}

/** A question for the next line: what is asked, what may be chosen, and what an empty line means. */
export function drawQuestion(field: FormField, canvas: Canvas): readonly string[] {
  const { words } = canvas;
  const { label, hint, required, initial, example, choices, several } = field;
  const empty =
    initial !== undefined
      ? words.keeps(initial)
      : required
        ? words.example(example)
        : words.leavesOut(example);
  const spans: Span[] = [
    { text: `${label}${required ? ' *' : ''}`, look: 'bold' },
    { text: `\n${hint}`, look: 'dim' },
    ...(choices ?? []).flatMap((choice, at): Span[] => [
      { text: `\n${String(at + 1).padStart(2)}  `, look: 'code' },
      { text: choice.label === choice.value ? choice.value : `${choice.label} (${choice.value})` },
    ]),
    ...(several ? [{ text: `\n${words.several}`, look: 'dim' } as const] : []),
    { text: `\n${empty}`, look: 'dim' },
  ];
  return textLines(spans, canvas);
}
