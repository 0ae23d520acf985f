import { type ArgumentMenu, type CommandMenu, typedArguments, usageOf } from '../../chat/menu.ts';
import { codeSpan, table } from './markdown.ts';

/** Every command in one table, then each with its arguments and examples; those that begin with one word stand together. */
export function commandReference(menu: readonly CommandMenu[]): string {
  const commands = Object.values(Object.groupBy(menu, ({ name }) => name.split(' ')[0] ?? '')).flatMap(
    (group = []) => group,
  );
  const list = table(
    ['Command', 'What it does', 'Role'],
    commands.map((command) => [
      `[${codeSpan(`/${command.name}`)}](#${command.name.replaceAll(' ', '-')})`,
      command.summary.en,
      roleOf(command),
    ]),
  );
  return [list, ...commands.map(sectionOf)].join('\n\n');
}

function roleOf({ needs, organizationWide }: CommandMenu): string {
  return organizationWide === true ? `${needs}, of the whole organization` : needs;
}

function sectionOf(command: CommandMenu): string {
  const usage = `/${command.name} ${usageOf(command)}`.trim();
  const { fromMessage } = command;
  return [
    `### /${command.name}`,
    `${command.summary.en}. Role: ${roleOf(command)}.`,
    `Usage: ${codeSpan(usage)}`,
    ...(fromMessage === undefined ? [] : [`Also in the menu of a message: *${fromMessage.label.en}*.`]),
    ...(typedArguments(command).length === 0
      ? []
      : [
          table(
            ['Argument', 'Meaning', 'Required', 'Example'],
            typedArguments(command).map((argument) => [
              codeSpan(argument.position === 'option' ? `--${argument.name}` : argument.name),
              meaningOf(argument),
              argument.required ? 'yes' : argument.requiredInForm === true ? 'in the form' : '',
              codeSpan(argument.example),
            ]),
          ),
        ]),
    `Examples: ${command.examples.map(codeSpan).join(' · ')}`,
  ].join('\n\n');
}

function meaningOf({ hint, choices, several }: ArgumentMenu): string {
  if (choices === undefined) return hint.en;
  const values = choices.map(({ value }) => codeSpan(value)).join(', ');
  return `${hint.en}: ${several === true ? 'any of ' : ''}${values}`;
}
