import { createComposer } from './composer.js';
import { fetchExchanges, fetchMenu } from './connection.js';
import { createConversation } from './conversation.js';
import { part } from './element.js';
import { createNewer } from './newer.js';
import { follow } from './news.js';
import { refuseStrayFiles } from './picture.js';
import { offerViews } from './previews.js';
import { offerSandbox } from './sandbox-panel.js';
import { offerSpeakers } from './speaker.js';
import { language, words } from './words.js';

document.documentElement.lang = language;
const newer = createNewer(part('newer', HTMLButtonElement));
const conversation = createConversation(part('conversation', HTMLElement), newer);
createComposer((line, picture) => conversation.put({ kind: 'text', text: line }, line, { picture }));
refuseStrayFiles();

const { commands, previews, people, drivesSandbox, notice } = await fetchMenu();
if (notice !== undefined) {
  const badge = part('notice', HTMLElement);
  badge.textContent = notice[language];
  badge.hidden = false;
}
if (drivesSandbox) offerSandbox(part('sandbox', HTMLElement));
offerSpeakers(part('people', HTMLElement), people);
conversation.greet(commands);
conversation.restore(await fetchExchanges());
offerViews(part('views', HTMLElement), previews, (view) => conversation.showAs(view));

const offline = part('offline', HTMLElement);
await follow({
  told: conversation.tell,
  connected(is) {
    offline.textContent = is ? '' : words.reconnecting;
  },
});
