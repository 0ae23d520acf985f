import { createComposer } from './composer.js';
import { fetchMenu } from './connection.js';
import { createConversation } from './conversation.js';
import { part } from './element.js';
import { offerViews } from './previews.js';
import { language } from './words.js';

document.documentElement.lang = language;
const conversation = createConversation(part('conversation', HTMLElement));
createComposer((line) => conversation.put({ kind: 'text', text: line }, line));

const { commands, previews } = await fetchMenu();
conversation.greet(commands);
offerViews(part('views', HTMLElement), previews, (view) => conversation.showAs(view));
