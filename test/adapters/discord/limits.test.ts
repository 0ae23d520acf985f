import { expect, test } from 'vitest';
import { discordLimits } from '../../../adapters/discord/limits.ts';
import { unpublished } from '../../fakes/discord/published/published.ts';

const send = 'POST /channels/:id/messages';
const answer = 'POST /interactions/:id/:token/callback';
const followUp = 'POST /webhooks/:id/:token';
const register = 'POST /applications/:id/commands';

const text = (length: number) => 'x'.repeat(length);
const several = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const url = (length: number) => `https://a.example/${text(length - 18)}`;
const row = (...components: object[]) => ({ components: [{ type: 1, components }] });
const button = { type: 2, style: 1, label: 'a', custom_id: 'b' };
const choice = { label: 'a', value: 'b' };
const select = (more: object) => row({ type: 3, custom_id: 'a', options: [choice], ...more });
const embed = (more: object) => ({ embeds: [more] });
const field = { name: 'a', value: 'b' };
const modal = (more: object, component: object = {}) => ({
  type: 9,
  data: {
    custom_id: 'a',
    title: 'b',
    components: [{ type: 18, label: 'c', component: { type: 4, custom_id: 'd', style: 1, ...component } }],
    ...more,
  },
});
const label = (more: object) =>
  modal({
    components: [{ type: 18, label: 'c', component: { type: 4, custom_id: 'd', style: 1 }, ...more }],
  });
const command = (more: object) => ({ name: 'a', description: 'b', type: 1, ...more });
const option = { type: 3, name: 'a', description: 'b' };
const named = { name: 'a', value: 'b' };
const suggesting = (choices: object[]) => ({ type: 8, data: { choices } });

/** Each limit with a body that reaches it. Where the description is wider than the documentation it stands in the test below. */
test.each<[keyof typeof discordLimits, string, (n: number) => object]>([
  ['content', followUp, (n) => ({ content: text(n) })],
  ['nonce', send, (n) => ({ nonce: text(n) })],
  ['embeds', send, (n) => ({ embeds: several(n, { title: 'a' }) })],
  ['embedTitle', send, (n) => embed({ title: text(n) })],
  ['embedDescription', send, (n) => embed({ description: text(n) })],
  ['embedFields', send, (n) => embed({ fields: several(n, field) })],
  ['fieldName', send, (n) => embed({ fields: [{ ...field, name: text(n) }] })],
  ['fieldValue', send, (n) => embed({ fields: [{ ...field, value: text(n) }] })],
  ['footer', send, (n) => embed({ footer: { text: text(n) } })],
  ['buttonsInRow', send, (n) => row(...several(n, button))],
  ['customId', send, (n) => row({ ...button, custom_id: text(n) })],
  ['buttonLabel', send, (n) => row({ ...button, label: text(n) })],
  ['buttonUrl', send, (n) => row({ type: 2, style: 5, label: 'a', url: url(n) })],
  ['selectOptions', send, (n) => select({ options: several(n, choice) })],
  ['selectPlaceholder', send, (n) => select({ placeholder: text(n) })],
  ['optionLabel', send, (n) => select({ options: [{ ...choice, label: text(n) }] })],
  ['optionValue', send, (n) => select({ options: [{ ...choice, value: text(n) }] })],
  ['files', send, (n) => ({ attachments: several(n, { id: '0' }) })],
  ['fileDescription', send, (n) => ({ attachments: [{ id: '0', description: text(n) }] })],
  ['mentions', send, (n) => ({ allowed_mentions: { users: several(n, '1') } })],
  ['modalTitle', answer, (n) => modal({ title: text(n) })],
  ['fieldLabel', answer, (n) => label({ label: text(n) })],
  ['fieldDescription', answer, (n) => label({ description: text(n) })],
  ['inputLength', answer, (n) => modal({}, { value: text(n) })],
  ['inputPlaceholder', answer, (n) => modal({}, { placeholder: text(n) })],
  ['threadName', 'POST /channels/:id/messages/:id/threads', (n) => ({ name: text(n) })],
  ['commandName', register, (n) => command({ name: text(n) })],
  ['commandDescription', register, (n) => command({ description: text(n) })],
  ['commandOptions', register, (n) => command({ options: several(n, option) })],
  ['commandChoices', register, (n) => command({ options: [{ ...option, choices: several(n, named) }] })],
  [
    'choiceName',
    register,
    (n) => command({ options: [{ ...option, choices: [{ ...named, name: text(n) }] }] }),
  ],
  ['optionMaxLength', register, (n) => command({ options: [{ ...option, max_length: n }] })],
  ['suggestions', answer, (n) => suggesting(several(n, named))],
])('%s is what Discord publishes, no more and no less', (name, route, reach) => {
  const limit = discordLimits[name];
  expect(unpublished(route, reach(limit))).toEqual([]);
  expect(unpublished(route, reach(limit + 1))).not.toEqual([]);
});

test.each<[keyof typeof discordLimits, string, (n: number) => object]>([
  ['rows', send, (n) => ({ components: several(n, { type: 1, components: [button] }) })],
  ['modalFields', answer, (n) => modal({ components: several(n, { type: 10, content: 'a' }) })],
  [
    'choiceValue',
    register,
    (n) => command({ options: [{ ...option, choices: [{ ...named, value: text(n) }] }] }),
  ],
])('%s is documented narrower than it is published', (name, route, reach) => {
  expect(unpublished(route, reach(discordLimits[name]))).toEqual([]);
  expect(unpublished(route, reach(discordLimits[name] + 1))).toEqual([]);
});
