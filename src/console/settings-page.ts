import type { ConsoleWords } from '../languages/en/console.ts';
import type { SettingInForce } from '../settings/in-force.ts';
import { type Content, html } from './html.ts';
import { codeOf, notice, tableOf } from './layout.ts';
import type { ShowPage } from './visit.ts';

/** `/console/settings`: what the bot was started with, and where each of it came from. */
export function createSettingsPage(settings: readonly SettingInForce[] | undefined): ShowPage {
  return async ({ words }) => {
    const said = words.settings;
    if (settings === undefined) return { title: said.title, body: notice(said.notKnown, 'bad') };
    const body = html`<p>${said.about}</p>${tableOf(
      said.title,
      [
        { title: said.name, cell: ({ name }) => codeOf(name) },
        { title: said.value, cell: (setting) => shownValue(setting, words) },
        { title: said.from, cell: ({ origin }) => said.origins[origin] },
      ],
      settings,
      words,
      { isAll: true },
    )}`;
    return { title: said.title, body };
  };
}

function shownValue({ value, secret }: SettingInForce, { settings: words }: ConsoleWords): Content {
  if (value === undefined) return words.unset;
  return secret ? words.secret : codeOf(value);
}
